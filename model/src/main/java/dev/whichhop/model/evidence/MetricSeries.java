package dev.whichhop.model.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A metric: Prometheus (text or API), Envoy {@code /stats}, or CloudWatch.
 *
 * @param name as the source names it; dotted Envoy names stay dotted
 * @param points in time order; one point without a time for a snapshot
 */
public record MetricSeries(
    String name, Map<String, String> labels, List<Point> points, Place place) {

  /** One value; {@code time} is null for a snapshot page that has no clock. */
  public record Point(@Nullable Instant time, double value) {}

  /** A series of one value from a page that has no clock. */
  public static MetricSeries snapshot(
      String name, Map<String, String> labels, double value, Place place) {
    return new MetricSeries(name, labels, List.of(new Point(null, value)), place);
  }

  public double last() {
    return points.isEmpty() ? Double.NaN : points.getLast().value();
  }

  public double max() {
    return points.stream().mapToDouble(Point::value).max().orElse(Double.NaN);
  }

  /**
   * How much a counter grew: from the first point to the last, and from 0 where it began anew in
   * between (a value below the one before); of a single point all that was ever counted. NaN
   * without points.
   */
  public double growth() {
    if (points.size() < 2) {
      return last();
    }
    double growth = 0;
    for (int i = 1; i < points.size(); i++) {
      double before = points.get(i - 1).value();
      double now = points.get(i).value();
      growth += now < before ? now : now - before;
    }
    return growth;
  }

  public double sum() {
    return points.stream().mapToDouble(Point::value).sum();
  }

  /** The series as one line of evidence with its last value. */
  public Evidence evidence() {
    return new Evidence(
        place,
        name
            + (labels.isEmpty() ? "" : new java.util.TreeMap<>(labels).toString())
            + " last="
            + last()
            + " max="
            + max()
            + " points="
            + points.size());
  }
}
