/** Observations joined into exchanges: one failure seen in four logs is one failure. */
@NullMarked
package dev.whichhop.diagnosis.exchange;

import org.jspecify.annotations.NullMarked;
