package dev.whichhop.diagnosis.route;

import dev.whichhop.diagnosis.view.Target;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Finding;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Step;
import dev.whichhop.model.diagnosis.Step.Reply;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.MetricSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** New flows a minute to each target of an NLB, beside the source ports that it has for them. */
final class BalancerFlows {
  /**
   * About so many connections a minute to each target while the NLB rewrites the client's address;
   * none while it keeps it (aws facts 1, row 1).
   */
  private static final long LIMIT = 55_000;

  private BalancerFlows() {}

  /** The step; empty where the evidence has no flow counts or no targets. */
  static Optional<Step> of(Bundle bundle, Map<String, Finding> findings) {
    Optional<MetricSeries> flows =
        bundle.metrics().stream()
            .filter(one -> one.name().startsWith("NewFlowCount") && !one.points().isEmpty())
            .max(Comparator.comparingDouble(MetricSeries::max));
    long targets =
        Target.of(bundle).stream()
            .filter(Target::healthy)
            .collect(Collectors.groupingBy(Target::group, Collectors.counting()))
            .values()
            .stream()
            .mapToLong(Long::longValue)
            .max()
            .orElse(0);
    if (flows.isEmpty() || targets == 0) {
      return Optional.empty();
    }
    double minutes = period(flows.get()).toSeconds() / 60.0;
    long minute = Math.round(flows.get().max() / minutes);
    long each = Math.round((double) minute / targets);
    List<Evidence> evidence = new ArrayList<>(List.of(flows.get().evidence()));
    boolean kept = false;
    Finding preserved = findings.get("client-address-preserved");
    if (preserved != null && preserved.answer() instanceof Answer.Found found) {
      kept = true;
      evidence.addAll(found.evidence());
    }
    return Optional.of(
        Step.of(
            Hop.NLB,
            "flows",
            kept || each < LIMIT ? Reply.YES : Reply.NO,
            Phrase.of(
                kept ? "walk.flows-kept" : "walk.flows-count",
                "minute",
                minute,
                "targets",
                targets,
                "each",
                each,
                "limit",
                LIMIT),
            evidence));
  }

  /** The shortest distance between two points; a minute where there is one point. */
  private static Duration period(MetricSeries series) {
    Duration shortest = null;
    Instant before = null;
    for (MetricSeries.Point point : series.points()) {
      Instant time = point.time();
      if (before != null && time != null && time.isAfter(before)) {
        Duration apart = Duration.between(before, time);
        shortest = shortest == null || apart.compareTo(shortest) < 0 ? apart : shortest;
      }
      before = time;
    }
    return shortest == null || shortest.toSeconds() == 0 ? Duration.ofMinutes(1) : shortest;
  }
}
