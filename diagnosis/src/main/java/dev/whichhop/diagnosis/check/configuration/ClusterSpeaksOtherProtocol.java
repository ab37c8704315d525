package dev.whichhop.diagnosis.check.configuration;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The failing requests go to clusters that speak HTTP/2 upstream (fixed, or the same as downstream)
 * and fail at once, none of that protocol succeeds, and clusters without that setting work, or
 * HTTP/1.1 requests of the same cluster where it speaks what its clients speak.
 */
final class ClusterSpeaksOtherProtocol implements Check {
  /** A peer refuses the HTTP/2 preface as soon as it reads it; no handler has run. */
  private static final Duration AT_ONCE = Duration.ofMillis(100);

  @Override
  public String id() {
    return "failing-clusters-speak-http2";
  }

  @Override
  public Hop hop() {
    return Hop.GATEWAY;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.ENVOY_CONFIGURATION, EvidenceKind.OBSERVATIONS, EvidenceKind.SIGNALS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<EnvoyResource> clusters = file.bundle().envoy(EnvoyResource.Kind.CLUSTER);
    if (clusters.isEmpty()) {
      return Answer.blind("envoy-clusters");
    }
    Map<String, List<Observation>> byCluster =
        file.bundle().observations().stream()
            .collect(Collectors.groupingBy(Observation::upstreamCluster));
    List<Evidence> evidence = new ArrayList<>();
    String subject = "";
    // What works beside it is the control; a server that complains of the preface needs none.
    boolean works = file.bundle().signal("http2-preface-not-understood").seen();
    for (EnvoyResource cluster : clusters) {
      List<Observation> observations = byCluster.getOrDefault(cluster.name(), List.of());
      if (observations.isEmpty()) {
        continue;
      }
      Node setting = http2(cluster.root());
      if (!setting.exists()) {
        works |= observations.stream().anyMatch(Observation::succeeded);
        continue;
      }
      List<Observation> failed =
          observations.stream()
              .filter(one -> one.hasFlag("UC") || one.hasFlag("UPE"))
              .filter(one -> one.duration().filter(time -> time.compareTo(AT_ONCE) > 0).isEmpty())
              .toList();
      // A cluster that speaks what the client speaks fails for its HTTP/2 clients alone.
      boolean same = setting.textOrEmpty().equals("USE_DOWNSTREAM_PROTOCOL");
      boolean spoken =
          observations.stream()
              .filter(one -> !same || one.protocol().startsWith("HTTP/2"))
              .anyMatch(Observation::succeeded);
      works |=
          same
              && observations.stream()
                  .filter(one -> one.protocol().startsWith("HTTP/1"))
                  .anyMatch(Observation::succeeded);
      if (failed.size() > 1 && !spoken) {
        subject = cluster.name();
        evidence.add(setting.evidence());
        evidence.add(failed.getFirst().evidence());
      }
    }
    return evidence.isEmpty() || !works
        ? Answer.absent("clusters", "the failing clusters")
        // What istiod made of the port is at fault, wherever it shows.
        : new Answer.Found(
            subject,
            Hop.CONTROL_PLANE,
            Map.of(),
            evidence.subList(0, Math.min(4, evidence.size())));
  }

  private static Node http2(Node cluster) {
    Node selection = cluster.any("protocolSelection", "protocol_selection");
    if (selection.textOrEmpty().equals("USE_DOWNSTREAM_PROTOCOL")) {
      return selection;
    }
    for (String key :
        List.of(
            "useDownstreamProtocolConfig",
            "use_downstream_protocol_config",
            "http2ProtocolOptions",
            "http2_protocol_options")) {
      List<Node> found = cluster.below(key);
      if (!found.isEmpty()) {
        return found.getFirst();
      }
    }
    return cluster.get("");
  }
}
