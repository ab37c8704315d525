package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Fields;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Somebody set a limit on the concurrent streams of an HTTP/2 connection: in a proxy's
 * configuration ({@code max_concurrent_streams}), a DestinationRule, an EnvoyFilter, or an
 * application's ConfigMap.
 */
final class StreamLimitConfigured implements Check {
  /** Larger values are set to be no limit; Envoy's old default was 2147483647. */
  private static final long LIMIT = 2_048;

  private static final Set<String> KEYS = Set.of("maxConcurrentStreams", "max_concurrent_streams");

  @Override
  public String id() {
    return "stream-limit-configured";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.ENVOY_CONFIGURATION, EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Node> roots = new ArrayList<>();
    for (EnvoyResource.Kind kind :
        List.of(EnvoyResource.Kind.CLUSTER, EnvoyResource.Kind.LISTENER)) {
      file.bundle().envoy(kind).forEach(one -> roots.add(one.root()));
    }
    for (String kind : List.of("DestinationRule", "EnvoyFilter", "ConfigMap")) {
      file.bundle().objects(kind).stream().map(KubernetesObject::root).forEach(roots::add);
    }
    for (Node root : roots) {
      for (Node limit : Fields.named(root, KEYS)) {
        long value = limit.whole().orElse(0);
        if (value > 0 && value <= LIMIT) {
          return Answer.found("", List.of(limit.evidence()), "limit", limit.textOrEmpty());
        }
      }
    }
    return roots.isEmpty()
        ? Answer.blind("envoy-listeners")
        : Answer.absent("configuration", "HTTP/2");
  }
}
