package dev.whichhop.evidence.format;

import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Place;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One sample line: {@code name{label="value",…} value [timestamp] [# exemplar]}, or as {@code
 * promtool query instant} prints it, {@code name{label="value", …} => value @[timestamp]}
 * (prometheus/common, model.Sample).
 *
 * <p>Label values escape backslash, quote and line feed. A timestamp is in milliseconds in the
 * Prometheus format and in seconds in OpenMetrics; below 10¹¹ it is taken as seconds (year 5138),
 * since milliseconds that small would be in 1973.
 *
 * @param time null when the line has no timestamp
 */
record PrometheusSample(
    String name, Map<String, String> labels, double value, @Nullable Instant time) {
  private static final double SMALLEST_MILLISECONDS = 1e11;

  /** The sample in {@code line}; null when it is none. */
  static @Nullable PrometheusSample parse(String line) {
    int end = nameEnd(line);
    if (end == 0 && !(line.startsWith("{") && line.contains("} =>"))) {
      return null;
    }
    Map<String, String> labels = Map.of();
    int at = end;
    if (at < line.length() && line.charAt(at) == '{') {
      LinkedHashMap<String, String> found = new LinkedHashMap<>();
      at = labels(line, at + 1, found);
      if (at < 0) {
        return null;
      }
      labels = Map.copyOf(found);
    } else if (at >= line.length() || !Character.isWhitespace(line.charAt(at))) {
      return null;
    }
    int exemplar = line.indexOf(" # ", at);
    String rest = (exemplar < 0 ? line.substring(at) : line.substring(at, exemplar)).strip();
    if (rest.startsWith("=>")) {
      rest = rest.substring(2).strip();
    }
    int space = rest.indexOf(' ');
    try {
      double value = number(space < 0 ? rest : rest.substring(0, space));
      Instant time = space < 0 ? null : time(rest.substring(space + 1).strip());
      return new PrometheusSample(line.substring(0, end), labels, value, time);
    } catch (NumberFormatException _) {
      return null;
    }
  }

  /**
   * The series whose points follow in the next lines, as {@code promtool query range} prints them:
   * {@code name{label="value"} =>}; null when the line is none. The value means nothing.
   */
  static @Nullable PrometheusSample heading(String line) {
    return line.endsWith("=>") ? parse(line.substring(0, line.length() - 2) + " 0") : null;
  }

  /** One of those points, {@code value @[seconds]}; null when the line is none. */
  static MetricSeries.@Nullable Point point(String line) {
    PrometheusSample sample = line.contains(" @[") ? parse("point " + line) : null;
    return sample == null ? null : sample.point();
  }

  /** The metric's; of an expression's result that of the file, for the user called it so. */
  String nameAt(Place place) {
    return name.isEmpty() ? SeriesName.ofFile(place.file()) : name;
  }

  MetricSeries.Point point() {
    return new MetricSeries.Point(time, value);
  }

  MetricSeries series(Place place) {
    return new MetricSeries(nameAt(place), labels, List.of(point()), place);
  }

  private static int nameEnd(String line) {
    int i = 0;
    while (i < line.length()) {
      char letter = line.charAt(i);
      boolean allowed =
          letter >= 'a' && letter <= 'z'
              || letter >= 'A' && letter <= 'Z'
              || letter == '_'
              || letter == ':'
              || (i > 0 && letter >= '0' && letter <= '9');
      if (!allowed) {
        break;
      }
      i++;
    }
    return i;
  }

  /** Fills {@code labels}; returns the index behind the closing brace, or -1. */
  private static int labels(String line, int from, Map<String, String> labels) {
    int at = from;
    while (at < line.length()) {
      char letter = line.charAt(at);
      if (letter == '}') {
        return at + 1;
      }
      if (letter == ',' || letter == ' ') {
        at++;
        continue;
      }
      int equals = line.indexOf('=', at);
      if (equals < 0 || equals + 1 >= line.length() || line.charAt(equals + 1) != '"') {
        return -1;
      }
      StringBuilder value = new StringBuilder();
      int i = equals + 2;
      while (i < line.length() && line.charAt(i) != '"') {
        if (line.charAt(i) == '\\' && i + 1 < line.length()) {
          i++;
          value.append(line.charAt(i) == 'n' ? '\n' : line.charAt(i));
        } else {
          value.append(line.charAt(i));
        }
        i++;
      }
      if (i >= line.length()) {
        return -1;
      }
      labels.put(line.substring(at, equals).strip(), value.toString());
      at = i + 1;
    }
    return -1;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      case "NaN", "Nan" -> Double.NaN;
      default -> Double.parseDouble(text);
    };
  }

  private static Instant time(String text) {
    boolean queried = text.startsWith("@[") && text.endsWith("]");
    double stamp = Double.parseDouble(queried ? text.substring(2, text.length() - 1) : text);
    double milliseconds = Math.abs(stamp) < SMALLEST_MILLISECONDS ? stamp * 1000 : stamp;
    return Instant.ofEpochMilli(Math.round(milliseconds));
  }
}
