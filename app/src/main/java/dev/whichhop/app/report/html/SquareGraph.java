package dev.whichhop.app.report.html;

import dev.whichhop.flows.chart.Graph;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;

/** A square for each pair of groups, the darker the more. */
final class SquareGraph {
  private final Sheet sheet;
  private final Markup out;

  SquareGraph(Sheet sheet) {
    this.sheet = sheet;
    this.out = sheet.out();
  }

  void write(Graph.Pairs pairs) {
    int left = 220;
    int side = Math.min(56, (Chart.WIDTH - left - 10) / Math.max(1, pairs.to().size()));
    int top = 130;
    int height = top + pairs.from().size() * GraphNumbers.ROW + 6;
    Shades shades = Shades.of(pairs);
    out.open("figure", "id", "pairs").open("div", "class", "chart");
    Chart.openSvg(pairs.measure(), height, out);
    for (int j = 0; j < pairs.to().size(); j++) {
      double x = left + (j + 0.5) * side;
      out.element(
          "text",
          Sheet.shortened(pairs.to().get(j), GraphNumbers.NAME),
          "transform",
          "translate(" + Markup.number(x + 4) + " " + (top - 8) + ") rotate(-55)",
          "class",
          "label");
    }
    for (int i = 0; i < pairs.from().size(); i++) {
      double y = top + i * GraphNumbers.ROW;
      Chart.text(
          out,
          left - 8,
          y + 15,
          "end",
          Sheet.shortened(pairs.from().get(i), GraphNumbers.NAME),
          "label");
      for (int j = 0; j < pairs.to().size(); j++) {
        square(pairs, i, j, left + j * side, y, side, shades);
      }
    }
    out.close().close();
    GraphNumbers.table(pairs, sheet);
    out.close();
  }

  private void square(
      Graph.Pairs pairs, int i, int j, double x, double y, int side, Shades shades) {
    double value = pairs.value(i, j);
    out.open("g");
    out.element(
        "title",
        pairs.from().get(i) + " → " + pairs.to().get(j) + ": " + GraphNumbers.exact(value));
    out.empty(
        "rect",
        "x",
        x + 1,
        "y",
        y + 1,
        "width",
        side - 2,
        "height",
        GraphNumbers.ROW - 2,
        "class",
        value == 0 ? "assumed" : "heat",
        "fill-opacity",
        value == 0 ? "0" : shades.of(value));
    out.close();
  }

  /**
   * From the least to the most, by the logarithm: traffic differs by powers of ten, and the small
   * must be seen too.
   */
  private record Shades(double least, double most) {
    static Shades of(Graph.Pairs pairs) {
      DoubleSummaryStatistics positive =
          pairs.values().stream()
              .flatMap(List::stream)
              .mapToDouble(Double::doubleValue)
              .filter(value -> value > 0)
              .summaryStatistics();
      return new Shades(positive.getMin(), positive.getMax());
    }

    String of(double value) {
      double share =
          value <= least || most <= least ? 0 : Math.log(value / least) / Math.log(most / least);
      return String.format(Locale.ROOT, "%.2f", 0.12 + 0.88 * share);
    }
  }
}
