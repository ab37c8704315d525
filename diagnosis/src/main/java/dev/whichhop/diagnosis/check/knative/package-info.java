/** Activator, autoscaler, queue-proxy and revisions. */
@NullMarked
package dev.whichhop.diagnosis.check.knative;

import org.jspecify.annotations.NullMarked;
