/** The command line. */
@NullMarked
package dev.whichhop.app;

import org.jspecify.annotations.NullMarked;
