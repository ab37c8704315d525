package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Target;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.MetricSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * New or concurrent flows for each healthy target come near to the 55,000 that an NLB has source
 * ports for when it puts its own address in front of a target (aws facts, section 1 row 1). Flows
 * are not spread evenly, so 40,000 on average is near (aws facts 5.7).
 */
final class FlowsNearLimitOfTarget implements Check {
  private static final int NEAR = 40_000;

  /** CloudWatch publishes the metrics of an NLB every minute. */
  private static final Duration USUAL_PERIOD = Duration.ofMinutes(1);

  @Override
  public String id() {
    return "flows-near-limit-of-target";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.METRICS, EvidenceKind.AWS);
  }

  @Override
  public Answer look(CaseFile file) {
    long targets =
        Target.of(file.bundle()).stream()
            .filter(Target::healthy)
            .collect(Collectors.groupingBy(Target::group, Collectors.counting()))
            .values()
            .stream()
            .mapToLong(Long::longValue)
            .max()
            .orElse(0);
    List<MetricSeries> series = new ArrayList<>();
    for (MetricSeries one : file.bundle().metrics()) {
      if (one.name().startsWith("NewFlowCount") || one.name().startsWith("ActiveFlowCount")) {
        series.add(one);
      }
    }
    if (targets == 0) {
      return Answer.blind("target-health");
    }
    if (series.isEmpty()) {
      return Answer.blind("cloudwatch-nlb");
    }
    for (MetricSeries one : series) {
      double minutes = one.name().startsWith("New") ? period(one).toSeconds() / 60.0 : 1;
      double most = one.max() / minutes / targets;
      if (most >= NEAR) {
        return Answer.found(
            one.name(), List.of(one.evidence()), "flows", Math.round(most), "targets", targets);
      }
    }
    return Answer.absent(series.getFirst().place().file(), series.getFirst().name());
  }

  /** The shortest distance between two points. */
  private static Duration period(MetricSeries series) {
    Duration shortest = USUAL_PERIOD;
    boolean known = false;
    Instant before = null;
    for (MetricSeries.Point point : series.points()) {
      Instant time = point.time();
      if (before != null && time != null && time.isAfter(before)) {
        Duration apart = Duration.between(before, time);
        shortest = known && shortest.compareTo(apart) < 0 ? shortest : apart;
        known = true;
      }
      before = time;
    }
    return shortest;
  }
}
