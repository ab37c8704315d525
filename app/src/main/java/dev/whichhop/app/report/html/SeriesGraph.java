package dev.whichhop.app.report.html;

import dev.whichhop.flows.chart.Graph;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines over time, with a cursor. */
final class SeriesGraph {
  /** Lines differ in dash as well as in shade, for who sees no colour. */
  private static final List<String> DASHES =
      List.of("", "6 3", "2 2", "10 4", "8 3 2 3", "1 3", "12 3", "4 6");

  private static final int PLOT_HEIGHT = 220;

  /** Characters of {@code 2026-03-04}. */
  private static final int DAY = 10;

  private final Sheet sheet;
  private final Markup out;

  SeriesGraph(Sheet sheet) {
    this.sheet = sheet;
    this.out = sheet.out();
  }

  void write(Graph.Series series) {
    int times = series.times().size();
    int below = GraphNumbers.ROW * series.lines().size();
    Chart chart = Chart.of("series", times, PLOT_HEIGHT + 30 + below);
    double most =
        series.lines().stream()
            .flatMap(line -> line.values().stream())
            .mapToDouble(value -> value == null ? 0 : value)
            .max()
            .orElse(0);
    chart.open(series.measure(), sheet);
    scale(most);
    for (int i = 0; i < times; i += Chart.every(times, 6)) {
      Chart.line(out, chart.x(i), 10, chart.x(i), PLOT_HEIGHT, "grid");
      Chart.text(out, chart.x(i), PLOT_HEIGHT + 16, "start", label(series.times(), i), "label");
    }
    for (int i = 0; i < series.lines().size(); i++) {
      Graph.Line line = series.lines().get(i);
      line(line.values(), most, chart, i);
      double y = PLOT_HEIGHT + 40 + i * GraphNumbers.ROW;
      stroke(List.of(Chart.PLOT_LEFT + " " + y, Chart.PLOT_LEFT + 36 + " " + y), i);
      Chart.text(out, Chart.PLOT_LEFT + 44, y + 4, "start", line.name(), "label strong");
    }
    Chart.line(out, Chart.PLOT_LEFT, PLOT_HEIGHT, Chart.PLOT_RIGHT, PLOT_HEIGHT, "base");
    chart.closeSvg(sheet);
    List<String> heads = new ArrayList<>(List.of(sheet.text("flows.chart.time")));
    series.lines().forEach(line -> heads.add(line.name()));
    chart.openTable(series.measure(), heads, sheet);
    for (int i = 0; i < times; i++) {
      List<String> cells = new ArrayList<>(List.of(series.times().get(i)));
      for (Graph.Line line : series.lines()) {
        Double value = line.values().get(i);
        cells.add(value == null ? "" : GraphNumbers.exact(value));
      }
      sheet.row(cells);
    }
    chart.close(sheet);
  }

  /** The whole time at the left, then only what is not the same there; the table has all of it. */
  private static String label(List<String> times, int i) {
    String time = times.get(i).replace(".000", "");
    boolean sameDay = i > 0 && time.regionMatches(0, times.getFirst(), 0, DAY);
    return sameDay ? time.substring(DAY).strip() : time;
  }

  /** A line; where the result has no value it is broken. */
  private void line(List<@Nullable Double> values, double most, Chart chart, int number) {
    List<String> points = new ArrayList<>();
    for (int i = 0; i <= values.size(); i++) {
      Double value = i == values.size() ? null : values.get(i);
      if (value == null) {
        if (points.size() == 1) {
          points.add(points.getFirst());
        }
        stroke(points, number);
        points.clear();
      } else {
        points.add(Markup.number(chart.x(i + 0.5)) + " " + Markup.number(y(value, most)));
      }
    }
  }

  private void stroke(List<String> points, int number) {
    if (!points.isEmpty()) {
      out.empty(
          "polyline",
          "points",
          String.join(", ", points),
          "class",
          "line-" + number,
          "stroke-dasharray",
          DASHES.get(number % DASHES.size()));
    }
  }

  private void scale(double most) {
    Chart.text(out, Chart.PLOT_LEFT - 10, 16, "end", GraphNumbers.exact(most), "label");
    Chart.text(out, Chart.PLOT_LEFT - 10, PLOT_HEIGHT, "end", "0", "label");
    Chart.line(out, Chart.PLOT_LEFT, 10, Chart.PLOT_RIGHT, 10, "grid");
  }

  private static double y(double value, double most) {
    return most <= 0 ? PLOT_HEIGHT : PLOT_HEIGHT - (PLOT_HEIGHT - 10) * Math.max(0, value) / most;
  }
}
