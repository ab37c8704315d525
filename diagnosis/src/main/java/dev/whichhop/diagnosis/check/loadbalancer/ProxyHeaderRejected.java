package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The gateway could not read the beginning of connections: unparsable requests without method and
 * path (Envoy 400 DPE), or a complaint about the PROXY header itself (istio-envoy facts 2.2 E12,
 * E13).
 */
final class ProxyHeaderRejected implements Check {
  /** One such line is a scanner; a health check repeats. */
  private static final int REPEATED = 5;

  /** Envoy's counters of the PROXY listener filter; istio-envoy facts 2.2 E12. */
  private static final List<String> COUNTERS =
      List.of("downstream_cx_proxy_proto_error", "proxy_proto.");

  @Override
  public String id() {
    return "proxy-header-rejected";
  }

  @Override
  public Hop hop() {
    return Hop.GATEWAY;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS, EvidenceKind.SIGNALS, EvidenceKind.METRICS);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal told = file.bundle().signal("proxy-header-error");
    List<Observation> gateway =
        file.bundle().observations().stream()
            .filter(one -> one.vantage().side() == Side.GATEWAY)
            .toList();
    List<Observation> unread = gateway.stream().filter(ProxyHeaderRejected::unreadable).toList();
    List<MetricSeries> counters =
        file.bundle().metrics().stream()
            .filter(one -> COUNTERS.stream().anyMatch(one.name()::contains))
            .toList();
    List<Evidence> evidence = new ArrayList<>(told.evidence(2));
    counters.stream()
        .filter(one -> one.name().contains("error") && one.last() > 0)
        .limit(1)
        .forEach(one -> evidence.add(one.evidence()));
    if (unread.size() >= REPEATED) {
      unread.stream().limit(3).forEach(one -> evidence.add(one.evidence()));
    }
    if (evidence.isEmpty()) {
      return gateway.isEmpty() && counters.isEmpty()
          ? Answer.blind("gateway-access-log")
          : Answer.absent("the gateway's log and counters", "the gateway");
    }
    return Answer.found(
        unread.isEmpty() ? "the gateway" : unread.getFirst().vantage().instance(),
        evidence,
        "count",
        Math.max(unread.size(), told.count()));
  }

  private static boolean unreadable(Observation one) {
    boolean malformed = one.hasFlag("DPE") || one.flags().isEmpty() && one.upstreamHost().isEmpty();
    return one.status() == 400 && one.path().isEmpty() && one.method().isEmpty() && malformed;
  }
}
