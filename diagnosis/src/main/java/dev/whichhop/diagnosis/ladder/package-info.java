/** Timer ladders: reads the timers of the path out of a bundle and compares them. */
@NullMarked
package dev.whichhop.diagnosis.ladder;

import org.jspecify.annotations.NullMarked;
