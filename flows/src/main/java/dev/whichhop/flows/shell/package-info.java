/** Commands that a person copies into a shell. */
@NullMarked
package dev.whichhop.flows.shell;

import org.jspecify.annotations.NullMarked;
