/** What is true of Envoy, Istio, Knative, Kubernetes and AWS: causes, signals, artefacts, texts. */
@NullMarked
package dev.whichhop.knowledge;

import org.jspecify.annotations.NullMarked;
