/** Idle, keep-alive and request time-outs, and who closed first. */
@NullMarked
package dev.whichhop.diagnosis.check.timers;

import org.jspecify.annotations.NullMarked;
