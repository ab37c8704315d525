package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.format.SeriesName;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Answers of Prometheus' HTTP API to {@code query} and {@code query_range}: vector, matrix, scalar.
 *
 * <p>A value is {@code [seconds, "number"]}; numbers may be {@code NaN}, {@code +Inf}, {@code
 * -Inf}. The result of an expression such as {@code rate(…)} has no {@code __name__}; then the file
 * name without folder and extension names the series, because that is what the user called it.
 */
public final class PrometheusApiShape implements DocumentShape {

  @Override
  public String format() {
    return "prometheus-api";
  }

  @Override
  public boolean recognises(Node root) {
    return data(root).get("resultType").exists() && data(root).get("result").exists()
        || root.get("status").textOrEmpty().equals("error") && root.get("errorType").exists();
  }

  private static Node data(Node root) {
    return root.get("data").exists() ? root.get("data") : root;
  }

  @Override
  public void read(Node root, TextFile file, BundleBuilder into, Problems problems) {
    if (root.get("error").exists()) {
      problems.report(
          root.get("error").place(),
          "Prometheus answered with an error: " + root.get("error").textOrEmpty());
    }
    for (Node warning : root.get("warnings").items()) {
      problems.report(warning.place(), "Prometheus warned: " + warning.textOrEmpty());
    }
    Node result = data(root).get("result");
    switch (data(root).get("resultType").textOrEmpty()) {
      case "matrix", "vector" ->
          result.items().forEach(series -> series(series, file, into, problems));
      case "scalar" -> {
        MetricSeries.Point point = point(result);
        if (point != null) {
          into.add(
              new MetricSeries(
                  SeriesName.ofFile(file.name()), Map.of(), List.of(point), result.place()));
        }
      }
      default -> {
        if (result.exists()) {
          problems.report(result.place(), "expected a result of type vector, matrix or scalar");
        }
      }
    }
  }

  private static void series(Node series, TextFile file, BundleBuilder into, Problems problems) {
    Map<String, String> labels = new LinkedHashMap<>();
    series.get("metric").entries().forEach((key, value) -> labels.put(key, value.textOrEmpty()));
    String name = labels.remove("__name__");
    List<MetricSeries.Point> points = new ArrayList<>();
    List<Node> values = new ArrayList<>(series.get("values").items());
    if (series.get("value").exists()) {
      values.add(series.get("value"));
    }
    for (Node value : values) {
      MetricSeries.Point point = point(value);
      if (point == null) {
        problems.report(value.place(), "expected [seconds, \"number\"]");
      } else {
        points.add(point);
      }
    }
    into.add(
        new MetricSeries(
            name == null || name.isEmpty() ? SeriesName.ofFile(file.name()) : name,
            Map.copyOf(labels),
            List.copyOf(points),
            series.place()));
  }

  private static MetricSeries.@Nullable Point point(Node pair) {
    List<Node> parts = pair.items();
    if (parts.size() != 2) {
      return null;
    }
    OptionalDouble seconds = parts.getFirst().number();
    OptionalDouble value = number(parts.getLast());
    if (seconds.isEmpty() || value.isEmpty()) {
      return null;
    }
    return new MetricSeries.Point(
        Instant.ofEpochMilli(Math.round(seconds.getAsDouble() * 1000)), value.getAsDouble());
  }

  private static OptionalDouble number(Node node) {
    return switch (node.textOrEmpty()) {
      case "+Inf" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
      case "-Inf" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
      default -> node.number();
    };
  }
}
