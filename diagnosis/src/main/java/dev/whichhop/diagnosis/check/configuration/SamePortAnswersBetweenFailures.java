package dev.whichhop.diagnosis.check.configuration;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Between the requests that a proxy could not decode or that were closed under it, requests of the
 * same protocol over the same cluster to the same address were answered. Which protocol the peers
 * speak does not change from request to request, so something in the single request or answer, or
 * its moment, makes the difference.
 */
final class SamePortAnswersBetweenFailures implements Check {
  private static final int LEAST_ANSWERS = 5;

  private record Way(String proxy, String cluster, String server, String protocol) {
    static Way of(Observation one) {
      return new Way(
          one.vantage().instance(), one.upstreamCluster(), one.upstreamHost(), one.protocol());
    }
  }

  private record Span(Instant first, Instant last) {
    Span with(Instant time) {
      return new Span(time.isBefore(first) ? time : first, time.isAfter(last) ? time : last);
    }

    boolean holds(Instant time) {
      return time.isAfter(first) && time.isBefore(last);
    }
  }

  @Override
  public String id() {
    return "same-port-answers-between-failures";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    boolean compared = false;
    for (Symptom.RequestFailures group : file.faultyRequests()) {
      if (!group.hasFlag("UPE") && !group.hasFlag("DPE") && !group.hasFlag("UC")) {
        continue;
      }
      Map<Way, Span> spans = spans(group);
      List<Evidence> answered = new ArrayList<>();
      for (Observation one : file.bundle().observations()) {
        Span span = one.succeeded() && one.time().isPresent() ? spans.get(Way.of(one)) : null;
        boolean comparable =
            one.vantage().hop() == group.hop() && one.vantage().side() == group.side();
        if (span != null && comparable && span.holds(one.time().get())) {
          answered.add(one.evidence());
        }
      }
      compared |= !spans.isEmpty();
      if (answered.size() >= Math.max(LEAST_ANSWERS, group.count())) {
        return Answer.found(
            group.failures().getFirst().upstreamHost(),
            List.of(group.evidence().getFirst(), answered.getFirst()),
            "count",
            answered.size(),
            "failed",
            group.count());
      }
    }
    return compared
        ? Answer.absent("access logs", "the failing requests")
        : Answer.blind("sidecar-access-log");
  }

  private static Map<Way, Span> spans(Symptom.RequestFailures group) {
    Map<Way, Span> spans = new HashMap<>();
    for (Observation one : group.failures()) {
      Instant time = one.time().orElse(null);
      if (time != null && !one.upstreamHost().isEmpty()) {
        spans.merge(Way.of(one), new Span(time, time), (old, _) -> old.with(time));
      }
    }
    return spans;
  }
}
