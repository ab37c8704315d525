package dev.whichhop.diagnosis.remedy;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.diagnosis.view.SampledLogs;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The busiest stretch of the requests for a service, as one vantage saw it: how many a second, how
 * long they took, and so how many were under way at once (Little's law, L = λ·W).
 *
 * @param rate requests per second, λ
 * @param latency mean duration in seconds, W
 * @param first of the stretch
 * @param last of it
 */
record Load(double rate, double latency, int requests, Evidence first, Evidence last) {
  private static final Duration STRETCH = Duration.ofSeconds(10);

  /** Fewer are no measurement of a load. */
  private static final int LEAST = 20;

  /** Mean number of requests under way at once. */
  double concurrency() {
    return rate * latency;
  }

  /**
   * The busiest one of any single instance that calls the service: pools and circuit breakers are
   * each proxy's own.
   */
  static Optional<Load> ofOneCaller(CaseFile file, String host) {
    Map<String, List<Observation>> byInstance = new HashMap<>();
    for (Observation one : file.bundle().observations()) {
      Side side = one.vantage().side();
      boolean caller = side == Side.GATEWAY || side == Side.OUTBOUND;
      if (caller && Hosts.shortName(Hosts.ofCluster(one.upstreamCluster()), "").equals(host)) {
        byInstance.computeIfAbsent(one.vantage().instance(), _ -> new ArrayList<>()).add(one);
      }
    }
    return byInstance.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(one -> busiest(file, one.getValue()).stream())
        .max(Comparator.comparingDouble(Load::concurrency));
  }

  /** All requests of a revision together, as the gateway, else its queue-proxies saw them. */
  static Optional<Load> ofRevision(CaseFile file, Revisions.Revision revision) {
    List<Observation> all =
        Revisions.requests(revision, Revisions.byTarget(file.bundle().observations()));
    for (Side side : List.of(Side.GATEWAY, Side.SERVER)) {
      Optional<Load> found =
          busiest(file, all.stream().filter(one -> one.vantage().side() == side).toList());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Load> busiest(CaseFile file, List<Observation> requests) {
    if (SampledLogs.of(file.bundle()).containAny(requests)) {
      return Optional.empty();
    }
    List<Observation> ordered =
        requests.stream()
            .filter(one -> one.time().isPresent() && one.duration().isPresent())
            .sorted(Comparator.comparing(one -> one.time().orElseThrow()))
            .toList();
    int from = 0;
    int bestFrom = 0;
    int most = 0;
    for (int i = 0; i < ordered.size(); i++) {
      Instant start = time(ordered.get(i)).minus(STRETCH);
      while (time(ordered.get(from)).isBefore(start)) {
        from++;
      }
      if (i - from + 1 > most) {
        most = i - from + 1;
        bestFrom = from;
      }
    }
    if (most < LEAST) {
      return Optional.empty();
    }
    List<Observation> stretch = ordered.subList(bestFrom, bestFrom + most);
    double latency =
        stretch.stream()
            .filter(Observation::succeeded)
            .mapToDouble(one -> one.duration().orElse(Duration.ZERO).toMillis() / 1000.0)
            .average()
            .orElse(0);
    return latency <= 0
        ? Optional.empty()
        : Optional.of(
            new Load(
                most / (double) STRETCH.toSeconds(),
                latency,
                most,
                stretch.getFirst().evidence(),
                stretch.getLast().evidence()));
  }

  private static Instant time(Observation one) {
    return one.time().orElseThrow();
  }
}
