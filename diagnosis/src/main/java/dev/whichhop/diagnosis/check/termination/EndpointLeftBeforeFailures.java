package dev.whichhop.diagnosis.check.termination;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.EndpointWatch;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A proxy tried to connect to an address long after the address had left the EndpointSlice: what
 * the cluster knew had not reached the proxy.
 */
final class EndpointLeftBeforeFailures implements Check {
  /**
   * istiod holds changes back for at most this long (PILOT_DEBOUNCE_MAX, istio/istio
   * pilot/pkg/features/tuning.go); what comes sooner is the ordinary way of a change.
   */
  private static final Duration ORDINARY = Duration.ofSeconds(10);

  private static final double NEARLY_ALL = 0.8;

  @Override
  public String id() {
    return "endpoint-left-before-failures";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.LOGS);
  }

  @Override
  public Answer look(CaseFile file) {
    if (!EndpointWatch.told(file.bundle())) {
      return Answer.blind("endpointslices");
    }
    List<Observation> unconnected =
        file.failures().stream()
            .filter(one -> one.hasFlag("UF") && one.vantage().side() != Side.INBOUND)
            .filter(one -> one.time().isPresent() && !one.upstreamHost().isEmpty())
            .toList();
    if (unconnected.isEmpty()) {
      return Answer.blind("sidecar-access-log");
    }
    Map<String, EndpointWatch.Leaving> left = new HashMap<>();
    EndpointWatch.of(file.bundle()).forEach(one -> left.put(one.address(), one));
    List<Observation> late = new ArrayList<>();
    List<Evidence> evidence = new ArrayList<>();
    Duration longest = Duration.ZERO;
    for (Observation one : unconnected) {
      EndpointWatch.Leaving leaving = left.get(Addresses.host(one.upstreamHost()));
      Instant time = one.time().orElseThrow();
      if (leaving == null || Duration.between(leaving.time(), time).compareTo(ORDINARY) <= 0) {
        continue;
      }
      Duration after = Duration.between(leaving.time(), time);
      longest = after.compareTo(longest) > 0 ? after : longest;
      if (evidence.size() < 4) {
        evidence.add(leaving.evidence());
        evidence.add(one.evidence());
      }
      late.add(one);
    }
    return late.size() < 2 || late.size() < NEARLY_ALL * unconnected.size()
        ? Answer.absent("EndpointSlice", "the upstream addresses")
        : Answer.found(
            Addresses.host(late.getFirst().upstreamHost()),
            evidence,
            "count",
            late.size(),
            "of",
            unconnected.size(),
            "longest",
            longest.toSeconds());
  }
}
