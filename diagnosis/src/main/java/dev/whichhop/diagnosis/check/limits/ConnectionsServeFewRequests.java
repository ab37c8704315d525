package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * A proxy opened a new connection for every request or every few: the local port of its connection
 * to the server changes although far fewer ports would have been enough for the requests that ran
 * at the same time.
 */
final class ConnectionsServeFewRequests implements Check {
  private static final int LEAST_REQUESTS = 50;
  private static final double FEW = 10;

  /** A pool keeps about as many connections as requests run at once; this is far beyond. */
  private static final int BEYOND = 5;

  /** A pause of this length may have closed the pool's idle connections by itself. */
  private static final Duration PAUSE = Duration.ofSeconds(60);

  @Override
  public String id() {
    return "connections-serve-few-requests";
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
    Map<String, List<Observation>> destinations = new TreeMap<>();
    for (Observation one : file.bundle().observations()) {
      boolean proxied =
          one.vantage().side() == Side.OUTBOUND || one.vantage().side() == Side.GATEWAY;
      boolean connected = !one.upstreamLocalAddress().isEmpty() && !one.upstreamHost().isEmpty();
      if (proxied && connected && one.status() > 0 && one.time().isPresent()) {
        destinations
            .computeIfAbsent(
                one.vantage().instance() + " " + one.upstreamHost(), _ -> new ArrayList<>())
            .add(one);
      }
    }
    boolean looked = false;
    for (List<Observation> requests : destinations.values()) {
      if (requests.size() < LEAST_REQUESTS) {
        continue;
      }
      looked = true;
      requests.sort(Comparator.comparing(one -> one.time().orElseThrow()));
      Map<String, Integer> uses = new HashMap<>();
      requests.forEach(one -> uses.merge(one.upstreamLocalAddress(), 1, Integer::sum));
      double perConnection = (double) requests.size() / uses.size();
      if (perConnection <= FEW && uses.size() >= BEYOND * atOnce(requests) && steady(requests)) {
        return Answer.found(
            requests.getFirst().upstreamCluster(),
            requests.stream().limit(3).map(Observation::evidence).toList(),
            "requests",
            requests.size(),
            "connections",
            uses.size(),
            "each",
            String.format(Locale.ROOT, "%.1f", perConnection));
      }
    }
    return looked
        ? Answer.absent("local ports in the access log", "the connections")
        : Answer.blind("sidecar-access-log");
  }

  /** No pause that would explain new connections. */
  private static boolean steady(List<Observation> sorted) {
    int pauses = 0;
    for (int i = 1; i < sorted.size(); i++) {
      Instant before = sorted.get(i - 1).time().orElseThrow();
      Instant now = sorted.get(i).time().orElseThrow();
      pauses += Duration.between(before, now).compareTo(PAUSE) > 0 ? 1 : 0;
    }
    return pauses * FEW < sorted.size();
  }

  /** The most requests that ran at the same time. */
  private static int atOnce(List<Observation> sorted) {
    PriorityQueue<Instant> ends = new PriorityQueue<>();
    int most = 0;
    for (Observation one : sorted) {
      Instant start = one.time().orElseThrow();
      while (!ends.isEmpty() && !ends.peek().isAfter(start)) {
        ends.poll();
      }
      ends.add(one.end().orElseThrow());
      most = Math.max(most, ends.size());
    }
    return most;
  }
}
