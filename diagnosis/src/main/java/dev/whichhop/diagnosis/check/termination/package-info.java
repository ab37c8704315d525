/** Drains, grace periods, endpoints that lag behind. */
@NullMarked
package dev.whichhop.diagnosis.check.termination;

import org.jspecify.annotations.NullMarked;
