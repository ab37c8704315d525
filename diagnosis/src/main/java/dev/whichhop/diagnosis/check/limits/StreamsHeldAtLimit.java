package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Concurrency;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Requests over one HTTP/2 connection of a caller ran up to exactly the number of streams that the
 * configuration allows, again and again, and never beyond: the next ones wait at the caller, where
 * no proxy's log shows them (RFC 9113, section 5.1.2).
 */
final class StreamsHeldAtLimit implements Check {
  /** A connection that reaches the number once may do so by chance. */
  private static final int OFTEN = 20;

  @Override
  public String id() {
    return "streams-held-at-limit";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.OBSERVATIONS,
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.ENVOY_CONFIGURATION);
  }

  @Override
  public Answer look(CaseFile file) {
    Map<Long, List<StreamLimits.Limit>> limits = new TreeMap<>();
    StreamLimits.of(file.bundle())
        .forEach(one -> limits.computeIfAbsent(one.streams(), _ -> new ArrayList<>()).add(one));
    Map<String, List<Observation>> connections = new HashMap<>();
    for (Observation one : file.bundle().observations()) {
      if (one.protocol().startsWith("HTTP/2")
          && one.time().isPresent()
          && !one.downstreamRemoteAddress().isEmpty()) {
        String key = one.vantage().instance() + " " + one.downstreamRemoteAddress();
        connections.computeIfAbsent(key, _ -> new ArrayList<>()).add(one);
      }
    }
    if (limits.isEmpty() || connections.isEmpty()) {
      return Answer.blind(limits.isEmpty() ? "envoy-listeners" : "sidecar-access-log");
    }
    for (List<Observation> requests : new TreeMap<>(connections).values()) {
      Concurrency running = Concurrency.of(requests);
      List<StreamLimits.Limit> reached = limits.get((long) running.most());
      if (reached != null && running.atMost() >= OFTEN) {
        Observation full = running.firstAtMost();
        return Answer.found(
            full.vantage().instance(),
            List.of(full.evidence(), reached.getFirst().evidence()),
            "streams",
            running.most(),
            "count",
            running.atMost());
      }
    }
    return Answer.absent("access log", "HTTP/2");
  }
}
