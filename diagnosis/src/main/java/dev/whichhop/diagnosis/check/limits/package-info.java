/** Pools, breakers, ejection, headers, CPU and memory. */
@NullMarked
package dev.whichhop.diagnosis.check.limits;

import org.jspecify.annotations.NullMarked;
