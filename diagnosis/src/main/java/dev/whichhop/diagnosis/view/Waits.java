package dev.whichhop.diagnosis.view;

import dev.whichhop.diagnosis.view.Revisions.Revision;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Requests of a Knative revision with a concurrency limit that took much longer than others, and
 * each of them began while another one ran: they waited for it. Requests that began alone were not
 * slow, so it is not the work that is slow.
 *
 * @param waited the slow requests
 * @param usual the median of the requests that began alone
 */
public record Waits(Revision revision, List<Observation> waited, Duration usual) {
  /** A wait for another request of the same kind about doubles the time. */
  private static final double MUCH = 1.6;

  /** Work that takes less varies by itself. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  private static final int FEW = 2;

  /** True when the evidence has timed requests of a revision with a limit. */
  public static boolean measured(Bundle bundle) {
    Collection<List<Observation>> byTarget = timed(bundle);
    return Revisions.of(bundle).stream().anyMatch(one -> requests(one, byTarget).size() > FEW);
  }

  /** The first revision of which this is seen. */
  public static Optional<Waits> of(Bundle bundle) {
    Collection<List<Observation>> byTarget = timed(bundle);
    for (Revision revision : Revisions.of(bundle)) {
      List<Observation> requests = requests(revision, byTarget);
      List<Observation> beside = new ArrayList<>();
      List<Duration> alone = new ArrayList<>();
      Instant busyUntil = Instant.MIN;
      for (Observation one : requests) {
        Instant start = one.time().orElseThrow();
        if (start.isBefore(busyUntil)) {
          beside.add(one);
        } else {
          alone.add(one.duration().orElseThrow());
        }
        Instant end = one.end().orElse(start);
        busyUntil = end.isAfter(busyUntil) ? end : busyUntil;
      }
      if (alone.size() < FEW) {
        continue;
      }
      alone.sort(Comparator.naturalOrder());
      Duration usual = alone.get(alone.size() / 2);
      double much = usual.toMillis() * MUCH;
      List<Observation> waited =
          beside.stream().filter(one -> one.duration().orElseThrow().toMillis() >= much).toList();
      boolean workVaries = alone.getLast().toMillis() >= much;
      if (waited.size() >= FEW && !workVaries && usual.compareTo(LEAST) >= 0) {
        return Optional.of(new Waits(revision, waited, usual));
      }
    }
    return Optional.empty();
  }

  private static Collection<List<Observation>> timed(Bundle bundle) {
    return Revisions.byTarget(
        bundle.observations().stream()
            .filter(one -> one.succeeded() && one.time().isPresent() && one.duration().isPresent())
            .toList());
  }

  /** The requests of one vantage, in the order of their start. */
  private static List<Observation> requests(
      Revision revision, Collection<List<Observation>> byTarget) {
    if (revision.concurrency().whole().orElse(0) <= 0) {
      return List.of();
    }
    List<Observation> all = Revisions.requests(revision, byTarget);
    if (all.isEmpty()) {
      return all;
    }
    Side side = all.getFirst().vantage().side();
    return all.stream()
        .filter(one -> one.vantage().side() == side)
        .sorted(Comparator.comparing(one -> one.time().orElseThrow()))
        .toList();
  }
}
