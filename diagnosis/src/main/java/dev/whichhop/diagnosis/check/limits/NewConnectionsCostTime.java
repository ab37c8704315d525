package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Requests that were the first on a connection waited in the proxy before they were sent ({@code
 * %DURATION%} against {@code x-envoy-upstream-service-time}), and those on connections in use did
 * not: the time is that of the handshakes.
 */
final class NewConnectionsCostTime implements Check {
  private static final int LEAST_REQUESTS = 20;

  /** One round trip between regions; less is not felt. */
  private static final long LEAST_MILLIS = 20;

  private static final int FACTOR = 5;

  /** Of the requests that so many are the first on a connection is no warming of a pool. */
  private static final double CONSIDERABLE = 0.2;

  @Override
  public String id() {
    return "new-connections-cost-time";
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
    Map<String, List<Observation>> clusters = new TreeMap<>();
    for (Observation one : file.bundle().observations()) {
      boolean proxied =
          one.vantage().side() == Side.OUTBOUND || one.vantage().side() == Side.GATEWAY;
      boolean timed = one.duration().isPresent() && one.upstreamTime().isPresent();
      if (proxied && timed && one.time().isPresent() && !one.upstreamLocalAddress().isEmpty()) {
        clusters
            .computeIfAbsent(
                one.vantage().instance() + " " + one.upstreamCluster(), _ -> new ArrayList<>())
            .add(one);
      }
    }
    boolean looked = false;
    for (List<Observation> requests : clusters.values()) {
      requests.sort(Comparator.comparing(one -> one.time().orElseThrow()));
      Set<String> used = new HashSet<>();
      List<Observation> first = new ArrayList<>();
      List<Observation> later = new ArrayList<>();
      for (Observation one : requests) {
        boolean fresh = used.add(one.upstreamHost() + " " + one.upstreamLocalAddress());
        (fresh ? first : later).add(one);
      }
      if (first.size() < LEAST_REQUESTS || later.size() < LEAST_REQUESTS) {
        continue;
      }
      looked = true;
      long waited = median(first);
      long usual = median(later);
      if (waited - usual >= LEAST_MILLIS
          && waited >= FACTOR * usual
          && first.size() >= CONSIDERABLE * requests.size()) {
        return Answer.found(
            first.getFirst().upstreamCluster(),
            List.of(first.getLast().evidence(), later.getFirst().evidence()),
            "count",
            first.size(),
            "of",
            requests.size(),
            "waited",
            waited,
            "usual",
            usual);
      }
    }
    return looked
        ? Answer.absent("access log", "the connections")
        : Answer.blind("sidecar-access-log");
  }

  /** Of the milliseconds that the proxy held the request. */
  private static long median(List<Observation> requests) {
    long[] sorted =
        requests.stream()
            .map(one -> one.duration().orElseThrow().minus(one.upstreamTime().orElseThrow()))
            .mapToLong(Duration::toMillis)
            .sorted()
            .toArray();
    return sorted[sorted.length / 2];
  }
}
