package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A host that answered slowly just after it had joined, while the others of its cluster answered as
 * usual.
 *
 * @param count slow requests
 * @param slowMillis median of the young host
 * @param usualMillis median of the others at the same time
 */
public record SlowYoung(
    String host, int count, long slowMillis, long usualMillis, List<Evidence> evidence) {
  private static final int FACTOR = 4;

  /** Some hundred milliseconds more for its first requests is what every process costs. */
  private static final long LEAST_MILLIS = 500;

  private static final int LEAST_REQUESTS = 5;

  /** Of a young host, the first such part of its requests tells: it becomes warm by them. */
  private static final int FIRST_PART = 2;

  public static Optional<SlowYoung> of(Bundle bundle) {
    for (FreshHosts.Cluster cluster : FreshHosts.of(bundle)) {
      for (String host : cluster.hosts()) {
        List<Observation> own = timed(cluster.to(host));
        List<Observation> young = own.stream().filter(cluster::toYoung).toList();
        List<Observation> others = timed(cluster.others(host));
        if (young.size() < LEAST_REQUESTS || others.size() < LEAST_REQUESTS) {
          continue;
        }
        List<Observation> first =
            young.subList(0, Math.max(LEAST_REQUESTS, young.size() / FIRST_PART));
        long slow = median(first);
        long usual = median(others);
        boolean slower = slow >= FACTOR * usual && slow - usual >= LEAST_MILLIS;
        if (slower && becomesQuicker(own.subList(first.size(), own.size()), slow)) {
          List<Evidence> evidence = new ArrayList<>();
          first.stream().limit(2).forEach(one -> evidence.add(one.evidence()));
          evidence.add(others.getFirst().evidence());
          return Optional.of(new SlowYoung(host, first.size(), slow, usual, evidence));
        }
      }
    }
    return Optional.empty();
  }

  /** A host that stays slow is not cold; of one that was soon left alone nobody knows. */
  private static boolean becomesQuicker(List<Observation> later, long slow) {
    List<Observation> last = later.subList(later.size() / 2, later.size());
    return last.size() < LEAST_REQUESTS || median(last) <= slow / 2;
  }

  private static List<Observation> timed(List<Observation> requests) {
    return requests.stream().filter(one -> one.duration().isPresent()).toList();
  }

  private static long median(List<Observation> requests) {
    long[] sorted =
        requests.stream()
            .mapToLong(one -> one.duration().orElse(Duration.ZERO).toMillis())
            .sorted()
            .toArray();
    return sorted[sorted.length / 2];
  }
}
