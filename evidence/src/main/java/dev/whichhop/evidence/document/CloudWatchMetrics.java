package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * CloudWatch metrics: {@code get-metric-data} (newest point first unless asked otherwise) and
 * {@code get-metric-statistics} (points in no order at all). A label holds the metric's name and
 * whatever the user or the console put around it: {@code UnHealthyHostCount tg-443 Maximum}.
 */
final class CloudWatchMetrics {
  private static final Set<String> STATISTICS =
      Set.of("Average", "Sum", "Minimum", "Maximum", "SampleCount");

  private CloudWatchMetrics() {}

  /** One element of {@code MetricDataResults}. */
  static Optional<MetricSeries> result(Node result, Problems problems) {
    List<Node> times = result.get("Timestamps").items();
    List<Node> values = result.get("Values").items();
    if (times.size() != values.size()) {
      problems.report(
          result.place(),
          "expected as many Timestamps as Values, found " + times.size() + " and " + values.size());
    }
    List<MetricSeries.Point> points = new ArrayList<>();
    for (int i = 0; i < Math.min(times.size(), values.size()); i++) {
      point(times.get(i), values.get(i)).ifPresent(points::add);
    }
    points.sort(BY_TIME);
    String label = result.get("Label").textOrEmpty();
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("id", result.get("Id").textOrEmpty());
    labels.put("label", label);
    String statistic = statistic(label);
    if (!statistic.isEmpty()) {
      labels.put("stat", statistic);
    }
    String name = metricName(label.isEmpty() ? result.get("Id").textOrEmpty() : label);
    return Optional.of(new MetricSeries(name, labels, List.copyOf(points), result.place()));
  }

  /** {@code Datapoints} with their {@code Label}: one series for each statistic. */
  static List<MetricSeries> datapoints(
      Node root, List<Node> datapoints, TextFile file, Problems problems) {
    Map<String, List<MetricSeries.Point>> series = new LinkedHashMap<>();
    for (Node datapoint : datapoints) {
      if (AwsTime.parse(datapoint.get("Timestamp").textOrEmpty()).isEmpty()) {
        problems.report(datapoint.place(), "expected a datapoint with a Timestamp");
        continue;
      }
      Map<String, Node> values = new LinkedHashMap<>(datapoint.entries());
      values.keySet().retainAll(STATISTICS);
      values.putAll(datapoint.get("ExtendedStatistics").entries());
      values.forEach((statistic, value) ->
          point(datapoint.get("Timestamp"), value)
              .ifPresent(
                  point -> series.computeIfAbsent(statistic, _ -> new ArrayList<>()).add(point)));
    }
    List<MetricSeries> all = new ArrayList<>();
    series.forEach((statistic, points) -> {
      points.sort(BY_TIME);
      Map<String, String> labels = new LinkedHashMap<>();
      labels.put("stat", statistic);
      labels.put("unit", datapoints.getFirst().get("Unit").textOrEmpty());
      labels.putAll(dimensions(file.command()));
      String name = root.get("Label").textOrEmpty();
      all.add(new MetricSeries(name, labels, List.copyOf(points), root.get("Label").place()));
    });
    return all;
  }

  private static final Comparator<MetricSeries.Point> BY_TIME =
      Comparator.comparing(
          MetricSeries.Point::time, Comparator.nullsFirst(Comparator.naturalOrder()));

  private static Optional<MetricSeries.Point> point(Node time, Node value) {
    Optional<Instant> instant = AwsTime.parse(time.textOrEmpty());
    OptionalDouble number = value.number();
    return instant.isEmpty() || number.isEmpty()
        ? Optional.empty()
        : Optional.of(new MetricSeries.Point(instant.get(), number.getAsDouble()));
  }

  private static String statistic(String label) {
    for (String word : label.split("\\s+")) {
      if (STATISTICS.contains(word) || word.matches("p\\d{1,2}(\\.\\d{1,2})?")) {
        return word;
      }
    }
    return "";
  }

  /** The word of a label that is written like a metric of AWS: {@code TCP_ELB_Reset_Count}. */
  private static String metricName(String label) {
    String[] words = label.split("[^A-Za-z0-9_]+");
    for (String word : words) {
      long capitals = word.chars().filter(Character::isUpperCase).count();
      boolean small = word.chars().anyMatch(Character::isLowerCase);
      if (capitals >= 2 && small && !STATISTICS.contains(word)) {
        return word;
      }
    }
    return label;
  }

  /** {@code --dimensions Name=LoadBalancer,Value=net/a/1} of a recorded command. */
  private static Map<String, String> dimensions(String command) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    for (String word : command.replace("\"", "").replace("'", "").split("\\s+")) {
      int value = word.indexOf(",Value=");
      if (word.startsWith("Name=") && value > 0) {
        dimensions.put(
            word.substring("Name=".length(), value), word.substring(value + ",Value=".length()));
      }
    }
    return dimensions;
  }
}
