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
import java.util.OptionalDouble;
import java.util.PriorityQueue;

/**
 * The load of a service as one vantage saw it: how many requests a second in the busiest stretch,
 * how long the server takes for one, and so how many are at work at once if nobody has to wait: on
 * the mean of the stretch (Little's law, L = λ·W) and at the peak, which is the most arrivals
 * within one service time. Requests that were refused count: they would have needed a place as
 * well.
 *
 * <p>The duration of a request that waited for a place is not the time that the server takes. So
 * only those count for it that came while fewer were under way than there are places.
 *
 * @param rate requests per second in the busiest stretch, λ
 * @param service mean duration in seconds of answered requests that did not wait, W
 * @param requests arrivals in the stretch
 * @param peak the most arrivals within one service time
 * @param first of the stretch
 * @param last of it
 * @param atPeak the last arrival of the peak
 */
record Load(
    double rate,
    double service,
    int requests,
    int peak,
    Evidence first,
    Evidence last,
    Evidence atPeak) {
  private static final Duration STRETCH = Duration.ofSeconds(10);

  /** Fewer are no measurement of a load. */
  private static final int LEAST = 20;

  /** Fewer that did not wait have no mean. */
  private static final int LEAST_UNQUEUED = 5;

  /** Mean number of requests at work at once. */
  double concurrency() {
    return rate * service;
  }

  /**
   * The busiest one of any single instance that calls the service: pools and circuit breakers are
   * each proxy's own.
   *
   * @param places requests that the pool in force takes at once
   */
  static Optional<Load> ofOneCaller(CaseFile file, String host, double places) {
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
        .flatMap(one -> of(file, one.getValue(), places).stream())
        .max(Comparator.comparingInt(Load::peak));
  }

  /**
   * All requests of a revision together, as the gateway, else its queue-proxies saw them.
   *
   * @param places {@code containerConcurrency}: while fewer are under way in all, every pod is free
   */
  static Optional<Load> ofRevision(CaseFile file, Revisions.Revision revision, double places) {
    List<Observation> all =
        Revisions.requests(revision, Revisions.byTarget(file.bundle().observations()));
    for (Side side : List.of(Side.GATEWAY, Side.SERVER)) {
      Optional<Load> found =
          of(file, all.stream().filter(one -> one.vantage().side() == side).toList(), places);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Load> of(CaseFile file, List<Observation> requests, double places) {
    if (SampledLogs.of(file.bundle()).containAny(requests)) {
      return Optional.empty();
    }
    List<Observation> ordered =
        requests.stream()
            .filter(one -> one.time().isPresent() && one.duration().isPresent())
            .sorted(Comparator.comparing(Load::start))
            .toList();
    OptionalDouble service = service(ordered, places);
    if (service.isEmpty()) {
      return Optional.empty();
    }
    Window stretch = Window.busiest(ordered, STRETCH);
    if (stretch.requests().size() < LEAST) {
      return Optional.empty();
    }
    Window peak = Window.busiest(ordered, Duration.ofNanos((long) (service.getAsDouble() * 1e9)));
    return Optional.of(
        new Load(
            stretch.requests().size() / (double) STRETCH.toSeconds(),
            service.getAsDouble(),
            stretch.requests().size(),
            peak.requests().size(),
            stretch.requests().getFirst().evidence(),
            stretch.requests().getLast().evidence(),
            peak.requests().getLast().evidence()));
  }

  /** Seconds; none where too few came while there was a free place. */
  private static OptionalDouble service(List<Observation> ordered, double places) {
    PriorityQueue<Instant> underWay = new PriorityQueue<>();
    double seconds = 0;
    int counted = 0;
    for (Observation one : ordered) {
      while (!underWay.isEmpty() && !underWay.peek().isAfter(start(one))) {
        underWay.remove();
      }
      if (underWay.size() < places && one.succeeded()) {
        seconds += duration(one).toNanos() / 1e9;
        counted++;
      }
      underWay.add(start(one).plus(duration(one)));
    }
    return counted < LEAST_UNQUEUED || seconds <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(seconds / counted);
  }

  /** Requests that began within one stretch of time. */
  private record Window(List<Observation> requests) {
    static Window busiest(List<Observation> ordered, Duration length) {
      int from = 0;
      int bestFrom = 0;
      int most = 0;
      for (int i = 0; i < ordered.size(); i++) {
        Instant earliest = start(ordered.get(i)).minus(length);
        while (start(ordered.get(from)).isBefore(earliest)) {
          from++;
        }
        if (i - from + 1 > most) {
          most = i - from + 1;
          bestFrom = from;
        }
      }
      return new Window(ordered.subList(bestFrom, bestFrom + most));
    }
  }

  /** Envoy writes when a request began; queue-proxy and applications write when it is over. */
  private static Instant start(Observation one) {
    Instant time = one.time().orElseThrow();
    return one.vantage().side() == Side.SERVER ? time.minus(duration(one)) : time;
  }

  private static Duration duration(Observation one) {
    return one.duration().orElseThrow();
  }
}
