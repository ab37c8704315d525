/** Whether Istio and Knative fit together: what {@code whichhop integration} shows. */
@NullMarked
package dev.whichhop.diagnosis.integration;

import org.jspecify.annotations.NullMarked;
