package dev.whichhop.diagnosis.symptom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.LoadResult;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LatencyTest {
  private static final Instant START = Instant.parse("2026-03-04T10:00:00Z");

  private final BundleBuilder bundle = new BundleBuilder();

  private void metric(double... values) {
    List<MetricSeries.Point> points = new ArrayList<>();
    for (double value : values) {
      points.add(new MetricSeries.Point(START.plusSeconds(60L * points.size()), value));
    }
    bundle.add(new MetricSeries("orders_duration_seconds", Map.of(), points, Place.file("m.json")));
  }

  private void run(long requests, double median) {
    bundle.add(
        new LoadResult(
            "wrk",
            requests,
            0,
            Map.of(),
            ClientFailure.NONE,
            Map.of(50.0, median),
            new Evidence(Place.file("wrk.txt"), "50% " + median)));
  }

  private int found() {
    return new Latency().detect(bundle.build(), List.of()).size();
  }

  @Test
  void aStepThatLastsIsSlowness() {
    metric(2, 3, 2, 2, 3, 2, 3, 2, 2, 7, 8, 7, 9, 8, 7, 8, 9, 8, 7, 8);
    assertThat(found()).isOne();
  }

  @Test
  void aPeakThatPassesIsNone() {
    metric(2, 3, 2, 2, 3, 2, 9, 8, 9, 8, 3, 2, 3, 2, 2, 3, 2, 3, 2, 2);
    assertThat(found()).isZero();
  }

  @Test
  void aLoadTestThatDoesLessAndSlowerIsSlowness() {
    run(588_000, 3.1);
    run(151_000, 9.8);
    run(154_000, 9.6);
    assertThat(found()).isOne();
  }

  @Test
  void moreLoadMayBeSlower() {
    run(100_000, 3.1);
    run(400_000, 9.8);
    assertThat(found()).isZero();
  }
}
