package dev.whichhop.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricSeriesTest {
  private static MetricSeries counter(double... values) {
    List<MetricSeries.Point> points = new ArrayList<>();
    for (double value : values) {
      points.add(new MetricSeries.Point(Instant.EPOCH.plusSeconds(15L * points.size()), value));
    }
    return new MetricSeries("requests_total", Map.of(), points, Place.file("m.txt"));
  }

  @Test
  void growthIsFromTheFirstToTheLast() {
    assertThat(counter(500, 502, 507).growth()).isEqualTo(7);
    assertThat(counter(12, 12).growth()).isZero();
  }

  @Test
  void aSnapshotGrewFromNothing() {
    assertThat(counter(182).growth()).isEqualTo(182);
  }

  /** A restart of the process: 3 before it, 4 after it. */
  @Test
  void aCounterThatBeganAnewCountsOn() {
    assertThat(counter(10, 13, 1, 4).growth()).isEqualTo(7);
  }

  @Test
  void noPointsNoGrowth() {
    assertThat(counter().growth()).isNaN();
  }
}
