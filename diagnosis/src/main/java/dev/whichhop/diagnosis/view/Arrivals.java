package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Coverage;
import dev.whichhop.model.evidence.Coverage.Completeness;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which callers' calls have a line at the gateway. A line is told by path and time; only moments
 * that the gateway's log covers count, and only a log that shows at least half of the answered
 * calls: else clocks differ or it is another gateway's.
 *
 * @param lost calls without an answer and without a line
 * @param failedSeen calls without an answer that have a line
 * @param answeredSeen answered calls that have a line; 0 when the log cannot be compared
 * @param source a file of the gateway's log
 */
public record Arrivals(List<Observation> lost, int failedSeen, int answeredSeen, String source) {
  /** Clocks of caller and gateway may differ this much before lines cannot be compared. */
  private static final Duration APART = Duration.ofSeconds(2);

  public static Arrivals of(Bundle bundle) {
    List<Observation> calls = new ArrayList<>(Callers.observations(bundle));
    if (calls.isEmpty()) {
      return new Arrivals(List.of(), 0, 0, "");
    }
    Map<String, TreeSet<Instant>> lines = new HashMap<>();
    Set<String> files = new HashSet<>();
    for (Observation one : bundle.observations()) {
      if (one.vantage().side() == Side.GATEWAY && one.time().isPresent()) {
        lines.computeIfAbsent(one.path(), _ -> new TreeSet<>()).add(one.time().get());
        files.add(one.place().file());
      }
    }
    List<Coverage> coverage =
        bundle.coverage().stream()
            .filter(one -> files.contains(one.source()))
            .filter(one -> one.completeness() != Completeness.SAMPLED)
            .toList();
    List<Observation> lost = new ArrayList<>();
    int failedSeen = 0;
    int answeredSeen = 0;
    int answered = 0;
    // Answered calls first: their lines are then taken and cannot stand for a lost one.
    calls.sort(Comparator.comparing(call -> call.clientFailure() != ClientFailure.NONE));
    for (Observation call : calls) {
      if (call.path().isEmpty() || !covered(coverage, call)) {
        continue;
      }
      boolean seen = takeLine(lines.get(call.path()), call);
      if (call.clientFailure() == ClientFailure.NONE) {
        answered += call.succeeded() ? 1 : 0;
        answeredSeen += call.succeeded() && seen ? 1 : 0;
      } else if (seen) {
        failedSeen++;
      } else {
        lost.add(call);
      }
    }
    boolean comparable = answeredSeen > 0 && answeredSeen * 2 >= answered;
    return new Arrivals(
        List.copyOf(lost),
        failedSeen,
        comparable ? answeredSeen : 0,
        files.stream().sorted().findFirst().orElse(""));
  }

  private static boolean covered(List<Coverage> coverage, Observation call) {
    return call.time().isPresent()
        && coverage.stream().anyMatch(one -> one.covers(call.time().get()));
  }

  private static boolean takeLine(
      @org.jspecify.annotations.Nullable TreeSet<Instant> times, Observation call) {
    if (times == null) {
      return false;
    }
    Instant start = call.time().orElseThrow();
    Instant before = times.floor(start);
    Instant line = times.ceiling(start);
    boolean earlier =
        before != null
            && (line == null
                || Duration.between(before, start).compareTo(Duration.between(start, line)) < 0);
    line = earlier ? before : line;
    boolean near =
        line != null
            && !line.isBefore(start.minus(APART))
            && !line.isAfter(call.end().orElseThrow().plus(APART));
    return near && times.remove(line);
  }
}
