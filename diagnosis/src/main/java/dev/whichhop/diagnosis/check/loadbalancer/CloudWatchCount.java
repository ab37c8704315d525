package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.MetricSeries;
import java.util.Comparator;
import java.util.List;

/** Whether a CloudWatch counter of the load balancer was ever above zero. */
public final class CloudWatchCount {
  private CloudWatchCount() {}

  /** The answer for the counters with {@code name} in their name or in a label. */
  public static Answer look(Bundle bundle, String name) {
    List<MetricSeries> series =
        bundle.metrics().stream()
            .filter(one ->
                one.name().contains(name)
                    || one.labels().values().stream().anyMatch(label -> label.contains(name)))
            .toList();
    if (series.isEmpty()) {
      return Answer.blind("cloudwatch-nlb");
    }
    MetricSeries most =
        series.stream().max(Comparator.comparingDouble(MetricSeries::sum)).orElseThrow();
    return most.sum() > 0
        ? Answer.found(name, List.of(most.evidence()), "count", Math.round(most.sum()))
        : Answer.absent(most.place().file(), name);
  }
}
