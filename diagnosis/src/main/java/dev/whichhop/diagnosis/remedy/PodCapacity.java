package dev.whichhop.diagnosis.remedy;

import dev.whichhop.diagnosis.CaseFile;
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
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many requests one pod worked on at once before each of them took longer. Known only where a
 * pod was seen on both sides of that number: a pod that was never slow says nothing about its
 * limit.
 *
 * @param requests the most at which the mean duration was still near that of requests nearly alone
 * @param alone mean duration in seconds with the fewest others
 * @param beyond mean duration in seconds with more than {@code requests}
 * @param example the first request that had more beside it
 */
record PodCapacity(int requests, double alone, double beyond, Evidence example) {
  /** Half as much again is no noise, and the caller notices. */
  private static final double LONGER = 1.5;

  /** Fewer requests have no mean. */
  private static final int LEAST = 10;

  /** Of the pod that reached its limit first, as its own proxy wrote the requests down. */
  static Optional<PodCapacity> ofRevision(CaseFile file, Revisions.Revision revision) {
    Map<String, List<Observation>> byPod = new HashMap<>();
    Revisions.requests(revision, Revisions.byTarget(file.bundle().observations())).stream()
        .filter(one -> atPod(one) && one.time().isPresent() && one.duration().isPresent())
        .forEach(one ->
            byPod.computeIfAbsent(one.vantage().instance(), _ -> new ArrayList<>()).add(one));
    if (byPod.values().stream().anyMatch(SampledLogs.of(file.bundle())::containAny)) {
      return Optional.empty();
    }
    return byPod.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(one -> ofRequests(one.getValue()))
        .flatMap(Optional::stream)
        .min(Comparator.comparingInt(PodCapacity::requests));
  }

  private static boolean atPod(Observation one) {
    Side side = one.vantage().side();
    return (side == Side.INBOUND || side == Side.SERVER) && !one.vantage().instance().isEmpty();
  }

  /** The same of one pod's requests. */
  static Optional<PodCapacity> ofRequests(List<Observation> requests) {
    TreeMap<Integer, Level> levels = levels(requests);
    Level alone = new Level();
    Level group = new Level();
    int capacity = 0;
    for (Map.Entry<Integer, Level> one : levels.entrySet()) {
      if (alone.requests.size() < LEAST) {
        alone.add(one.getValue());
        capacity = one.getKey();
        continue;
      }
      group.add(one.getValue());
      if (group.requests.size() < LEAST) {
        continue;
      }
      if (group.mean() > alone.mean() * LONGER) {
        return Optional.of(
            new PodCapacity(capacity, alone.mean(), group.mean(), group.first().evidence()));
      }
      capacity = one.getKey();
      group = new Level();
    }
    return Optional.empty();
  }

  /** The answered requests by the mean number under way, themselves included, while they were. */
  private static TreeMap<Integer, Level> levels(List<Observation> requests) {
    UnderWay underWay = new UnderWay(requests);
    TreeMap<Integer, Level> levels = new TreeMap<>();
    for (Observation one : requests) {
      if (one.succeeded() && duration(one).isPositive()) {
        int beside = (int) Math.round(underWay.mean(start(one), end(one)));
        levels.computeIfAbsent(beside, _ -> new Level()).add(one);
      }
    }
    return levels;
  }

  /** How many requests a pod had under way: the integral of it, request-seconds by moment. */
  private static final class UnderWay {
    private final Map<Instant, Double> requestSeconds = new HashMap<>();

    UnderWay(List<Observation> requests) {
      NavigableMap<Instant, Integer> changes = new TreeMap<>();
      for (Observation one : requests) {
        changes.merge(start(one), 1, Integer::sum);
        changes.merge(end(one), -1, Integer::sum);
      }
      Instant before = changes.firstKey();
      int level = 0;
      double area = 0;
      for (Map.Entry<Instant, Integer> change : changes.entrySet()) {
        area += level * seconds(before, change.getKey());
        level += change.getValue();
        before = change.getKey();
        requestSeconds.put(before, area);
      }
    }

    /** Between two moments at which a request began or ended. */
    double mean(Instant from, Instant to) {
      return (until(to) - until(from)) / seconds(from, to);
    }

    private double until(Instant change) {
      return Objects.requireNonNull(requestSeconds.get(change));
    }

    private static double seconds(Instant from, Instant to) {
      return Duration.between(from, to).toNanos() / 1e9;
    }
  }

  /** Envoy writes when a request began; queue-proxy and applications write when it is over. */
  private static Instant start(Observation one) {
    Instant time = one.time().orElseThrow();
    return one.vantage().side() == Side.SERVER ? time.minus(duration(one)) : time;
  }

  private static Instant end(Observation one) {
    return start(one).plus(duration(one));
  }

  private static Duration duration(Observation one) {
    return one.duration().orElseThrow();
  }

  /** Requests that had about the same number under way. */
  private static final class Level {
    private final List<Observation> requests = new ArrayList<>();
    private double seconds;

    void add(Observation one) {
      requests.add(one);
      seconds += duration(one).toNanos() / 1e9;
    }

    void add(Level other) {
      other.requests.forEach(this::add);
    }

    double mean() {
      return seconds / requests.size();
    }

    Observation first() {
      return requests.getFirst();
    }
  }
}
