package dev.whichhop.diagnosis.exchange;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Joins observations into exchanges: by request id where both have one, else a caller's failure to
 * the proxy line with the same status and path that started within {@link #NEAR}.
 *
 * <p>Envoy sets {@code x-request-id} at the edge and passes it on, so within a mesh the id is
 * enough. Callers seldom log it; a join by time holds only while clocks agree, so it weighs less.
 */
public final class Exchanges {
  /** How far apart start times of caller and proxy may lie when nothing but time joins them. */
  private static final Duration NEAR = Duration.ofSeconds(2);

  private static final double CONFIDENCE_BY_TIME = 0.6;

  private static final Comparator<Observation> CALLER_TO_SERVER =
      Comparator.comparingInt(observation -> depth(observation.vantage().side()));

  private Exchanges() {}

  /** All exchanges of the bundle, in the order of their first observation. */
  public static List<Exchange> of(Bundle bundle) {
    Map<String, List<Observation>> groups = new LinkedHashMap<>();
    int unnamed = 0;
    for (Observation observation : bundle.observations()) {
      String key = observation.requestId().isEmpty() ? "#" + unnamed++ : observation.requestId();
      groups.computeIfAbsent(key, _ -> new ArrayList<>(2)).add(observation);
    }
    List<List<Observation>> joined = new ArrayList<>(groups.values());
    Map<List<Observation>, Boolean> byTime = joinCallers(joined);
    List<Exchange> exchanges = new ArrayList<>(joined.size());
    for (List<Observation> group : joined) {
      if (group.isEmpty()) {
        continue;
      }
      boolean timeOnly = byTime.containsKey(group);
      group.sort(CALLER_TO_SERVER);
      exchanges.add(new Exchange(group, timeOnly ? CONFIDENCE_BY_TIME : 1.0));
    }
    return exchanges;
  }

  /** Moves lone failing callers into the proxy group that they saw the answer of. */
  private static Map<List<Observation>, Boolean> joinCallers(List<List<Observation>> groups) {
    Map<String, TreeMap<Instant, List<Observation>>> proxies = new HashMap<>();
    for (List<Observation> group : groups) {
      Observation first = group.getFirst();
      if (first.vantage().side() != Side.CALLER && first.failed() && first.time().isPresent()) {
        proxies
            .computeIfAbsent(joinKey(first), _ -> new TreeMap<>())
            .putIfAbsent(first.time().get(), group);
      }
    }
    Map<List<Observation>, Boolean> joinedByTime = new java.util.IdentityHashMap<>();
    for (List<Observation> group : groups) {
      Observation only = group.getFirst();
      if (group.size() != 1 || only.vantage().side() != Side.CALLER || !only.failed()) {
        continue;
      }
      if (only.status() <= 0 || only.time().isEmpty()) {
        continue;
      }
      TreeMap<Instant, List<Observation>> candidates = proxies.get(joinKey(only));
      Map.Entry<Instant, List<Observation>> nearest =
          candidates == null ? null : nearest(candidates, only.time().get());
      if (nearest != null) {
        nearest.getValue().add(only);
        joinedByTime.put(nearest.getValue(), true);
        group.clear();
      }
    }
    return joinedByTime;
  }

  private static Map.@org.jspecify.annotations.Nullable Entry<Instant, List<Observation>> nearest(
      TreeMap<Instant, List<Observation>> candidates, Instant time) {
    Map.Entry<Instant, List<Observation>> best = null;
    for (Map.Entry<Instant, List<Observation>> one :
        java.util.Arrays.asList(candidates.floorEntry(time), candidates.ceilingEntry(time))) {
      if (one != null
          && Duration.between(one.getKey(), time).abs().compareTo(NEAR) <= 0
          && one.getValue().stream().noneMatch(o -> o.vantage().side() == Side.CALLER)) {
        best = one;
      }
    }
    return best;
  }

  private static String joinKey(Observation observation) {
    String path = observation.path();
    int query = path.indexOf('?');
    return observation.status() + " " + (query < 0 ? path : path.substring(0, query));
  }

  private static int depth(Side side) {
    return switch (side) {
      case CALLER -> 0;
      case BALANCER -> 1;
      case GATEWAY -> 2;
      case OUTBOUND -> 3;
      case INBOUND -> 4;
      case SERVER -> 5;
    };
  }
}
