package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Hosts of a proxy's cluster that joined while others were already served: since when they get
 * requests, by the proxy's own log, and from when on their pod was ready where that is known.
 */
public final class FreshHosts {
  /** How long a new instance counts as young: caches and compilers take a minute or two. */
  public static final Duration YOUNG = Duration.ofMinutes(2);

  /** A host that is seen so long after the others has joined them later. */
  private static final Duration LATER = Duration.ofSeconds(20);

  private static final int LEAST_REQUESTS = 5;

  /** A scale-out of more is judged by some of them. */
  private static final int MOST_HOSTS = 20;

  /** Of so many requests a share for each host, one that was there all the time would have some. */
  private static final int EXPECTED = 5;

  /** With so many, the time no longer matters: by chance none goes to a host once in 10^8. */
  private static final int CERTAIN = 20;

  /**
   * One proxy's requests to the hosts of one cluster, by time.
   *
   * @param joined hosts that joined later, with the time of their first request
   */
  public record Cluster(String name, List<Observation> requests, Map<String, Instant> joined) {

    /** True for a request to a host that had joined not long ago. */
    public boolean toYoung(Observation request) {
      Instant since = joined.get(request.upstreamHost());
      Instant time = request.time().orElseThrow();
      return since != null && Duration.between(since, time).compareTo(YOUNG) < 0;
    }

    /** Hosts that joined, in the order of their names; of many only some. */
    public List<String> hosts() {
      return joined.keySet().stream().sorted().limit(MOST_HOSTS).toList();
    }

    /** All requests to {@code host}. */
    public List<Observation> to(String host) {
      return requests.stream().filter(one -> one.upstreamHost().equals(host)).toList();
    }

    /** Requests to hosts that were not young, while {@code host} was. */
    public List<Observation> others(String host) {
      Instant since = joined.getOrDefault(host, Instant.MAX);
      return requests.stream()
          .filter(one -> !one.upstreamHost().equals(host) && !toYoung(one))
          .filter(one -> {
            Duration after = Duration.between(since, one.time().orElseThrow());
            return !after.isNegative() && after.compareTo(YOUNG) < 0;
          })
          .toList();
    }
  }

  private FreshHosts() {}

  /** Clusters in which some host joined later and got some requests. */
  public static List<Cluster> of(Bundle bundle) {
    Map<String, List<Observation>> clusters = new TreeMap<>();
    for (Observation one : bundle.observations()) {
      boolean proxied =
          one.vantage().side() == Side.OUTBOUND || one.vantage().side() == Side.GATEWAY;
      if (proxied && !one.upstreamHost().isEmpty() && one.time().isPresent()) {
        clusters
            .computeIfAbsent(
                one.vantage().instance() + " " + one.upstreamCluster(), _ -> new ArrayList<>())
            .add(one);
      }
    }
    Map<String, Instant> ready = ready(bundle);
    List<Cluster> fresh = new ArrayList<>();
    for (List<Observation> requests : clusters.values()) {
      requests.sort(Comparator.comparing(one -> one.time().orElseThrow()));
      Map<String, Instant> joined = joined(requests, ready);
      if (!joined.isEmpty()) {
        fresh.add(
            new Cluster(
                requests.getFirst().upstreamCluster(), List.copyOf(requests), Map.copyOf(joined)));
      }
    }
    return fresh;
  }

  private static Map<String, Instant> joined(List<Observation> sorted, Map<String, Instant> ready) {
    Map<String, Instant> first = new HashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (Observation one : sorted) {
      first.putIfAbsent(one.upstreamHost(), one.time().orElseThrow());
      counts.merge(one.upstreamHost(), 1, Integer::sum);
    }
    Instant begin = sorted.getFirst().time().orElseThrow();
    Map<String, Integer> before = new HashMap<>();
    int seen = 0;
    for (Observation one : sorted) {
      before.putIfAbsent(one.upstreamHost(), seen++);
    }
    Map<String, Instant> joined = new HashMap<>();
    first.forEach((host, time) -> {
      Instant since = ready.get(Addresses.host(host));
      // A pod that had been ready long before its first line is not new, only seldom called.
      boolean known = since != null && Duration.between(since, time).abs().compareTo(YOUNG) < 0;
      boolean missed = before.getOrDefault(host, 0) >= EXPECTED * first.size();
      boolean certain = before.getOrDefault(host, 0) >= CERTAIN * first.size();
      boolean later = Duration.between(begin, time).compareTo(LATER) >= 0;
      boolean late = since == null && (certain || missed && later);
      if ((known || late) && counts.getOrDefault(host, 0) >= LEAST_REQUESTS) {
        joined.put(host, time);
      }
    });
    Set<String> old = new HashSet<>(first.keySet());
    old.removeAll(joined.keySet());
    return old.isEmpty() ? Map.of() : joined;
  }

  /** Addresses of pods with the time since which they are ready. */
  private static Map<String, Instant> ready(Bundle bundle) {
    Map<String, Instant> ready = new HashMap<>();
    for (Pod pod : bundle.pods()) {
      KubernetesObject object = pod.object();
      if (object != null && !pod.ip().isEmpty()) {
        readySince(object).ifPresent(time -> ready.put(pod.ip(), time));
      }
    }
    return ready;
  }

  private static Optional<Instant> readySince(KubernetesObject pod) {
    for (Node condition : pod.status().get("conditions").items()) {
      if (condition.get("type").textOrEmpty().equals("Ready") && condition.get("status").isTrue()) {
        return KubernetesObject.instant(condition.get("lastTransitionTime"));
      }
    }
    return Optional.empty();
  }
}
