/** The words of timer ladders: all timers of one kind along the path, and their order. */
@NullMarked
package dev.whichhop.model.ladder;

import org.jspecify.annotations.NullMarked;
