/** Faults of the cluster itself: containers that end, Services without endpoints, DNS, policies. */
@NullMarked
package dev.whichhop.diagnosis.check.kubernetes;

import org.jspecify.annotations.NullMarked;
