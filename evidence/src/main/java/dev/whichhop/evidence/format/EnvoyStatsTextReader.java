package dev.whichhop.evidence.format;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.Setting;
import java.io.IOException;
import java.util.List;

/**
 * Envoy's {@code /stats} as text: {@code name: value} for counters and gauges, {@code name:
 * P0(interval,cumulative) …} for histograms, {@code name: "text"} for text readouts.
 *
 * <p>Histograms and readouts become settings; histograms that say {@code No recorded values} are
 * left out.
 */
public final class EnvoyStatsTextReader implements Reader {
  /** First parts of the names in Envoy's and Istio's statistics trees. */
  private static final List<String> ROOTS =
      List.of(
          "cluster.",
          "cluster_manager.",
          "control_plane.",
          "dns.",
          "filesystem.",
          "http.",
          "http1.",
          "http2.",
          "istio",
          "listener.",
          "listener_manager.",
          "main_thread.",
          "overload.",
          "reporter=",
          "runtime.",
          "sds.",
          "server.",
          "tcp.",
          "tls_inspector.",
          "vhost.",
          "wasm",
          "workers.",
          "xds-grpc.");

  @Override
  public String format() {
    return "envoy-stats-text";
  }

  @Override
  public int recognises(TextFile file) {
    int lines = 0;
    int known = 0;
    for (String line : file.head()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        lines++;
        known += isStatistic(line) ? 1 : 0;
      }
    }
    return known > 0 && known * 10 >= lines * 8 ? 92 : 0;
  }

  private static boolean isStatistic(String line) {
    int colon = separator(line);
    if (colon < 0 || ROOTS.stream().noneMatch(line::startsWith)) {
      return false;
    }
    String value = line.substring(colon + 2);
    return isNumber(value) || isText(value);
  }

  private static boolean isText(String value) {
    return value.startsWith("P0(")
        || value.startsWith("B0.5(")
        || value.startsWith("No recorded values")
        || value.startsWith("\"");
  }

  /** A whole number; 19 digits fit every counter that a run can reach. */
  private static boolean isNumber(String value) {
    String digits = value.startsWith("-") ? value.substring(1) : value;
    return !digits.isEmpty()
        && digits.length() <= 20
        && digits.chars().allMatch(Character::isDigit);
  }

  private static int separator(String line) {
    int readout = line.indexOf(": \"");
    return readout >= 0 ? readout : line.lastIndexOf(": ");
  }

  @Override
  public void read(TextFile file, BundleBuilder into, Problems problems) throws IOException {
    file.forEachLine((line, number) -> line(line.stripTrailing(), file.at(number), into, problems));
  }

  private static void line(String line, Place place, BundleBuilder into, Problems problems) {
    int colon = separator(line);
    if (colon < 0) {
      if (!line.isBlank() && !line.startsWith("#")) {
        problems.report(place, "expected name: value");
      }
      return;
    }
    String name = line.substring(0, colon);
    String value = line.substring(colon + 2);
    if (isNumber(value)) {
      into.add(EnvoyStatistic.series(name, Double.parseDouble(value), place));
    } else if (value.startsWith("\"") || value.startsWith("P0(") || value.startsWith("B0.5(")) {
      into.add(new Setting(name, value, new Evidence(place, line)));
    } else if (!value.startsWith("No recorded values")) {
      problems.report(place, "expected a number, a histogram or a quoted text");
    }
  }
}
