package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * HTTP/2 requests failed just when a certain number of others ran from the same proxy to the same
 * server, and never more than that ran there. The connection itself is not told: a refused stream
 * may be logged without one.
 */
final class FailuresAtManyStreams implements Check {
  /** Fewer at once are no limit that anybody would set. */
  private static final int LEAST_STREAMS = 10;

  private static final int LEAST_FAILURES = 3;

  /** The log's times are of the start of requests and in milliseconds, so counts are inexact. */
  private static final double NEAR = 0.8;

  @Override
  public String id() {
    return "failures-at-many-streams";
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
    Set<Observation> failures = Set.copyOf(file.failures());
    Map<String, List<Observation>> connections = new HashMap<>();
    for (Observation one : file.bundle().observations()) {
      if (one.protocol().startsWith("HTTP/2") && one.time().isPresent()) {
        connections.computeIfAbsent(key(one), _ -> new ArrayList<>()).add(one);
      }
    }
    int most = 0;
    List<Integer> atFailure = new ArrayList<>();
    Observation first = null;
    for (List<Observation> streams : connections.values()) {
      streams.sort(Comparator.comparing(one -> one.time().orElseThrow()));
      PriorityQueue<Instant> ends = new PriorityQueue<>();
      for (Observation one : streams) {
        Instant start = one.time().orElseThrow();
        while (!ends.isEmpty() && !ends.peek().isAfter(start)) {
          ends.poll();
        }
        if (failures.contains(one)) {
          atFailure.add(ends.size());
          first = first == null ? one : first;
        } else {
          ends.add(one.end().orElseThrow());
          most = Math.max(most, ends.size());
        }
      }
    }
    if (first == null || atFailure.size() < LEAST_FAILURES) {
      return Answer.blind("sidecar-access-log");
    }
    int limit = most;
    long near = atFailure.stream().filter(count -> count >= NEAR * limit).count();
    return limit >= LEAST_STREAMS && near >= NEAR * atFailure.size()
        ? Answer.found(
            first.upstreamHost(), List.of(first.evidence()), "count", near, "streams", limit)
        : Answer.absent("access log", "the failures");
  }

  /** From whom to whom. */
  private static String key(Observation one) {
    String host = one.upstreamHost().isEmpty() ? one.authority() : one.upstreamHost();
    return one.vantage().instance() + " " + host;
  }
}
