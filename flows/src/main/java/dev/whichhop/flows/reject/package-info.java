/** What filters stopped, where, since when, and whether a rule is at fault. */
@NullMarked
package dev.whichhop.flows.reject;

import org.jspecify.annotations.NullMarked;
