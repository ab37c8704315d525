package dev.whichhop.evidence.format;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Place;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Envoy's {@code /clusters} as text: {@code cluster::host:port::key::value} and {@code
 * cluster::default_priority::max_connections::value}.
 *
 * <p>Gives the same series as {@code EnvoyClustersShape}. Lines are taken apart from the right,
 * because an IPv6 host ({@code [fd00::1]:80}) has the separator inside.
 */
public final class EnvoyClustersTextReader implements Reader {

  /** One line; {@code scope} is a host, a priority, {@code outlier}, or empty for the cluster. */
  private record Line(String cluster, String scope, String key, String value) {}

  @Override
  public String format() {
    return "envoy-clusters-text";
  }

  @Override
  public int recognises(TextFile file) {
    int lines = 0;
    int known = 0;
    boolean certain = false;
    for (String line : file.head()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      lines++;
      known += parse(line).isPresent() ? 1 : 0;
      certain |=
          line.contains("::health_flags::")
              || line.contains("_priority::max_")
              || line.contains("::cx_active::")
              || line.contains("::rq_total::");
    }
    return certain && known * 10 >= lines * 8 ? 98 : 0;
  }

  @Override
  public void read(TextFile file, BundleBuilder into, Problems problems) throws IOException {
    file.forEachLine((line, number) -> {
      Place place = file.at(number);
      parse(line)
          .ifPresentOrElse(
              parsed -> add(parsed, place, into),
              () -> {
                if (!line.isBlank() && !line.startsWith("version_info::")) {
                  problems.report(place, "expected cluster::host::key::value");
                }
              });
    });
  }

  private static void add(Line line, Place place, BundleBuilder into) {
    if (line.key().equals("health_flags")) {
      for (String state : line.value().split("/", -1)) {
        if (!state.isEmpty()) {
          into.add(
              MetricSeries.snapshot(
                  "host_health",
                  Map.of("cluster", line.cluster(), "host", line.scope(), "state", state),
                  1,
                  place));
        }
      }
      return;
    }
    try {
      double value = Double.parseDouble(line.value());
      into.add(MetricSeries.snapshot(line.key(), labels(line), value, place));
    } catch (NumberFormatException _) {
      // Names, zones and flags such as added_via_api are no numbers and nobody asks for them.
    }
  }

  private static Map<String, String> labels(Line line) {
    return switch (line.scope()) {
      case "", "outlier" -> Map.of("cluster", line.cluster());
      case "default_priority" -> Map.of("cluster", line.cluster(), "priority", "default");
      case "high_priority" -> Map.of("cluster", line.cluster(), "priority", "high");
      default -> Map.of("cluster", line.cluster(), "host", line.scope());
    };
  }

  private static Optional<Line> parse(String line) {
    int valueAt = line.lastIndexOf("::");
    int keyAt = valueAt < 2 ? -1 : line.lastIndexOf("::", valueAt - 2);
    if (keyAt < 1) {
      return Optional.empty();
    }
    String value = line.substring(valueAt + 2);
    String key = line.substring(keyAt + 2, valueAt);
    String owner = line.substring(0, keyAt);
    if (key.isEmpty() || key.indexOf(' ') >= 0) {
      return Optional.empty();
    }
    int scopeAt = owner.indexOf("::[");
    if (scopeAt < 0) {
      scopeAt = owner.lastIndexOf("::");
    }
    String scope = scopeAt < 0 ? "" : owner.substring(scopeAt + 2);
    boolean scoped =
        List.of("default_priority", "high_priority", "outlier").contains(scope)
            || scope.indexOf(':') >= 0
            || scope.indexOf('/') >= 0;
    return Optional.of(
        scoped
            ? new Line(owner.substring(0, scopeAt), scope, key, value)
            : new Line(owner, "", key, value));
  }
}
