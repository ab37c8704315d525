package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Observation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * How many of some requests ran at the same time, by their begin and duration.
 *
 * @param most the highest number
 * @param atMost how many requests began as the last one of so many
 * @param firstAtMost the first of those
 */
public record Concurrency(int most, int atMost, Observation firstAtMost) {

  /** Of at least one request; each must have a time. */
  public static Concurrency of(List<Observation> requests) {
    List<Observation> sorted =
        requests.stream().sorted(Comparator.comparing(one -> one.time().orElseThrow())).toList();
    PriorityQueue<Instant> ends = new PriorityQueue<>();
    int most = 0;
    int atMost = 0;
    Observation first = sorted.getFirst();
    for (Observation one : sorted) {
      Instant start = one.time().orElseThrow();
      while (!ends.isEmpty() && !ends.peek().isAfter(start)) {
        ends.poll();
      }
      ends.add(one.end().orElseThrow());
      if (ends.size() > most) {
        most = ends.size();
        atMost = 0;
        first = one;
      }
      atMost += ends.size() == most ? 1 : 0;
    }
    return new Concurrency(most, atMost, first);
  }
}
