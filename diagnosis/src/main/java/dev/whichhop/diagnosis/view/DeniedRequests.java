package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Requests that an authorization policy of the mesh refused, but not Knative's and the kubelet's.
 */
public final class DeniedRequests {
  private DeniedRequests() {}

  public static List<Observation> of(Bundle bundle) {
    Set<String> knative =
        bundle.pods().stream()
            .filter(pod -> pod.namespace().equals("knative-serving") && !pod.ip().isEmpty())
            .map(Pod::ip)
            .collect(Collectors.toSet());
    return bundle.observations().stream()
        .filter(Observation::deniedByPolicy)
        .filter(one -> !one.userAgent().startsWith("Knative-"))
        .filter(one -> !one.userAgent().startsWith("kube-probe/"))
        .filter(one -> !knative.contains(Addresses.host(one.downstreamRemoteAddress())))
        .toList();
  }

  /** {@code ns[web]-policy[callers]-rule[0]}, {@code none}, or {@code ?} where it is not told. */
  public static String rule(Observation denied) {
    String details = denied.details();
    int start = details.indexOf('[');
    int end = details.lastIndexOf(']');
    return start < 0 || end < start ? "?" : details.substring(start + 1, end);
  }
}
