package dev.whichhop.app.report.flows;

import dev.whichhop.app.report.SafeText;
import dev.whichhop.flows.chart.Graph;
import dev.whichhop.knowledge.Messages;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Pictures in the characters of a terminal; every one has its numbers beside it. */
public final class GraphText {
  private static final int WIDTH = 60;
  private static final int NAME = 40;
  private static final String HEIGHTS = " ▁▂▃▄▅▆▇█";
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";
  private static final String SHADES = " ░▒▓█";

  /** A wider table does not fit beside its names. */
  private static final int COLUMNS = 12;

  private final Messages messages;
  private final PrintWriter out;

  private GraphText(Messages messages, PrintWriter out) {
    this.messages = messages;
    this.out = out;
  }

  /** Prints one picture. */
  public static void print(Graph graph, Messages messages, PrintWriter out) {
    GraphText text = new GraphText(messages, out);
    switch (graph) {
      case Graph.Series series -> text.series(series);
      case Graph.Bars bars -> text.bars(bars);
      case Graph.Pairs pairs when pairs.flows() -> text.bands(pairs);
      case Graph.Pairs pairs -> text.squares(pairs);
    }
  }

  private void series(Graph.Series series) {
    out.println(SafeText.line(series.measure()));
    if (series.times().isEmpty()) {
      return;
    }
    int perColumn = (series.times().size() + WIDTH - 1) / WIDTH;
    double most =
        series.lines().stream()
            .flatMap(line -> line.values().stream())
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(0);
    for (Graph.Line line : series.lines()) {
      StringBuilder columns = new StringBuilder();
      double largest = 0;
      for (int i = 0; i < line.values().size(); i += perColumn) {
        double value =
            largest(line.values().subList(i, Math.min(line.values().size(), i + perColumn)));
        largest = Math.max(largest, value);
        columns.append(HEIGHTS.charAt(step(value, most, HEIGHTS.length() - 1)));
      }
      out.println(
          "  "
              + columns
              + "  "
              + SafeText.line(line.name())
              + messages.text("flows.chart.at-most", Map.of("value", number(largest))));
    }
    out.println(
        "  "
            + SafeText.line(series.times().getFirst())
            + " … "
            + SafeText.line(series.times().getLast()));
    if (perColumn > 1) {
      out.println("  " + messages.text("flows.chart.column", Map.of("times", "" + perColumn)));
    }
  }

  private static double largest(List<@Nullable Double> values) {
    double largest = 0;
    for (Double value : values) {
      largest = value == null ? largest : Math.max(largest, value);
    }
    return largest;
  }

  private void bars(Graph.Bars bars) {
    out.println(SafeText.line(bars.measure()));
    double most = bars.bars().stream().mapToDouble(Graph.Bar::value).max().orElse(0);
    int widest =
        bars.bars().stream().mapToInt(bar -> shortened(bar.name()).length()).max().orElse(0);
    for (Graph.Bar bar : bars.bars()) {
      out.println(
          "  "
              + padded(shortened(bar.name()), widest)
              + " "
              + padded(bar(bar.value(), most, WIDTH / 2), WIDTH / 2)
              + " "
              + number(bar.value()));
    }
  }

  private void bands(Graph.Pairs pairs) {
    record Band(String from, String to, double value) {}

    out.println(SafeText.line(pairs.measure()));
    List<Band> bands = new ArrayList<>();
    for (int i = 0; i < pairs.from().size(); i++) {
      for (int j = 0; j < pairs.to().size(); j++) {
        if (pairs.value(i, j) > 0) {
          bands.add(new Band(pairs.from().get(i), pairs.to().get(j), pairs.value(i, j)));
        }
      }
    }
    bands.sort(Comparator.comparingDouble(band -> -band.value()));
    double most = bands.isEmpty() ? 0 : bands.getFirst().value();
    int from = bands.stream().mapToInt(band -> shortened(band.from()).length()).max().orElse(0);
    int to = bands.stream().mapToInt(band -> shortened(band.to()).length()).max().orElse(0);
    for (Band band : bands) {
      out.println(
          "  "
              + padded(shortened(band.from()), from)
              + " → "
              + padded(shortened(band.to()), to)
              + " "
              + padded(bar(band.value(), most, WIDTH / 3), WIDTH / 3)
              + " "
              + number(band.value()));
    }
  }

  private void squares(Graph.Pairs pairs) {
    out.println(SafeText.line(pairs.measure()));
    double most =
        pairs.values().stream()
            .flatMap(List::stream)
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(0);
    int widest = pairs.from().stream().mapToInt(name -> shortened(name).length()).max().orElse(0);
    for (int first = 0; first < pairs.to().size(); first += COLUMNS) {
      int end = Math.min(pairs.to().size(), first + COLUMNS);
      StringBuilder head = new StringBuilder("  ").append(" ".repeat(widest));
      for (int j = first; j < end; j++) {
        head.append(String.format(" %8s", "(" + (j + 1) + ")"));
      }
      out.println(head);
      for (int i = 0; i < pairs.from().size(); i++) {
        StringBuilder row =
            new StringBuilder("  ").append(padded(shortened(pairs.from().get(i)), widest));
        for (int j = first; j < end; j++) {
          double value = pairs.value(i, j);
          String cell = value == 0 ? "·" : number(value);
          char shade = SHADES.charAt(step(value, most, SHADES.length() - 1));
          row.append(String.format(" %7s%c", cell, shade));
        }
        out.println(row);
      }
      for (int j = first; j < end; j++) {
        out.println("  (" + (j + 1) + ") " + SafeText.line(pairs.to().get(j)));
      }
    }
  }

  /** What is more than nothing is never drawn as nothing. */
  private static int step(double value, double most, int steps) {
    return value <= 0 || most <= 0
        ? 0
        : Math.clamp((int) Math.round(value / most * steps), 1, steps);
  }

  private static String bar(double value, double most, int width) {
    int eighths = step(value, most, width * 8);
    String rest = eighths % 8 == 0 ? "" : "" + EIGHTHS.charAt(eighths % 8);
    return "█".repeat(eighths / 8) + rest;
  }

  private static String shortened(String name) {
    String safe = SafeText.line(name);
    return safe.length() <= NAME ? safe : safe.substring(0, NAME - 1) + "…";
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** {@code 950}, {@code 1.2k}, {@code 3.4M}; exact numbers are what {@code flows query} prints. */
  static String number(double value) {
    String[] units = {"", "k", "M", "G", "T", "P"};
    double rest = value;
    int unit = 0;
    while (Math.abs(rest) >= 1000 && unit < units.length - 1) {
      rest /= 1000;
      unit++;
    }
    String digits =
        rest == Math.rint(rest) || Math.abs(rest) >= 100
            ? "" + Math.round(rest)
            : String.format(java.util.Locale.ROOT, "%.1f", rest);
    return digits + units[unit];
  }
}
