package dev.whichhop.diagnosis.check.configuration;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The failing requests go to clusters that speak HTTP/2 upstream (fixed, or the same as downstream),
 * fail at once, and clusters without that setting work in the same proxy.
 */
final class ClusterSpeaksOtherProtocol implements Check {

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
    return Set.of(EvidenceKind.ENVOY_CONFIGURATION, EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<EnvoyResource> clusters = file.bundle().envoy(EnvoyResource.Kind.CLUSTER);
    List<Observation> observations = file.bundle().observations();
    if (clusters.isEmpty()) {
      return Answer.blind("envoy-clusters");
    }
    List<Evidence> evidence = new ArrayList<>();
    String subject = "";
    for (EnvoyResource cluster : clusters) {
      Node setting = http2(cluster.root());
      List<Observation> failed = of(cluster.name(), observations, true);
      if (setting.exists() && failed.size() > 1 && of(cluster.name(), observations, false).isEmpty()) {
        subject = cluster.name();
        evidence.add(setting.evidence());
        evidence.add(failed.getFirst().evidence());
      }
    }
    return evidence.isEmpty()
        ? Answer.absent("clusters", "the failing clusters")
        : Answer.found(subject, evidence.subList(0, Math.min(4, evidence.size())));
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

  private static List<Observation> of(String cluster, List<Observation> all, boolean failed) {
    return all.stream()
        .filter(one -> one.upstreamCluster().equals(cluster))
        .filter(one -> failed ? one.hasFlag("UC") || one.hasFlag("UPE") : one.succeeded())
        .toList();
  }
}
