package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Setting;
import dev.whichhop.model.evidence.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Somebody limits the concurrent streams of an HTTP/2 connection: a proxy's configuration ({@code
 * max_concurrent_streams}), a DestinationRule or EnvoyFilter, the peer's SETTINGS in a transcript,
 * or Envoy's own default, which is 1024 since 1.36 and was without a limit before (Envoy 1.36
 * release notes).
 */
final class StreamLimitConfigured implements Check {
  /** Larger values are set to be no limit; Envoy's old default was 2147483647. */
  private static final long LIMIT = 2_048;

  private static final int FIRST_LIMITED_MINOR = 36;

  private static final List<String> KEYS =
      List.of("maxConcurrentStreams", "max_concurrent_streams");

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
    return Set.of(
        EvidenceKind.ENVOY_CONFIGURATION,
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.SIGNALS,
        EvidenceKind.SETTINGS);
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
      for (String key : KEYS) {
        for (Node limit : root.below(key)) {
          long value = limit.whole().orElse(0);
          if (value > 0 && value <= LIMIT) {
            return found("", limit.evidence(), limit.textOrEmpty());
          }
        }
      }
    }
    Signal told = file.bundle().signal("peer-limits-streams");
    if (told.seen()) {
      return found("", told.evidence(1).getFirst(), told.evidence(1).getFirst().text());
    }
    for (Setting setting : file.bundle().settings()) {
      if (setting.key().equals("envoy.version") && minor(setting.value()) >= FIRST_LIMITED_MINOR) {
        return found("Envoy " + setting.value(), setting.evidence(), "1024");
      }
    }
    return roots.isEmpty()
        ? Answer.blind("envoy-listeners")
        : Answer.absent("configuration", "HTTP/2");
  }

  private static Answer found(
      String subject, dev.whichhop.model.evidence.Evidence evidence, String limit) {
    return Answer.found(subject, List.of(evidence), "limit", limit);
  }

  /** 36 of {@code 1.36.2}; -1 for what is no version. */
  private static int minor(String version) {
    String[] parts = version.split("\\.", -1);
    boolean number = parts.length > 1 && parts[0].equals("1") && parts[1].matches("[0-9]{1,3}");
    return number ? Integer.parseInt(parts[1]) : -1;
  }
}
