package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.view.Fields;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Limits on the concurrent streams of an HTTP/2 connection that somebody set: in a proxy's
 * configuration ({@code max_concurrent_streams}), a DestinationRule, an EnvoyFilter, or an
 * application's ConfigMap.
 */
final class StreamLimits {
  /** Larger values are set to be no limit; Envoy's old default was 2147483647. */
  private static final long LIMIT = 2_048;

  private static final Set<String> KEYS = Set.of("maxConcurrentStreams", "max_concurrent_streams");

  /** So many streams of one connection at once. */
  record Limit(long streams, Evidence evidence) {}

  private StreamLimits() {}

  /** Where a limit could stand. */
  static List<Node> places(Bundle bundle) {
    List<Node> roots = new ArrayList<>();
    for (EnvoyResource.Kind kind :
        List.of(EnvoyResource.Kind.CLUSTER, EnvoyResource.Kind.LISTENER)) {
      bundle.envoy(kind).forEach(one -> roots.add(one.root()));
    }
    for (String kind : List.of("DestinationRule", "EnvoyFilter", "ConfigMap")) {
      bundle.objects(kind).stream().map(KubernetesObject::root).forEach(roots::add);
    }
    return roots;
  }

  static List<Limit> of(Bundle bundle) {
    List<Limit> found = new ArrayList<>();
    for (Node root : places(bundle)) {
      for (Node limit : Fields.named(root, KEYS)) {
        long value = limit.whole().orElse(0);
        if (value > 0 && value <= LIMIT) {
          found.add(new Limit(value, limit.evidence()));
        }
      }
    }
    return found;
  }
}
