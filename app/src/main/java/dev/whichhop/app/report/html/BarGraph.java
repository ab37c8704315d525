package dev.whichhop.app.report.html;

import dev.whichhop.flows.chart.Graph;
import java.util.List;

/** A bar for each group, in the order of the result. */
final class BarGraph {
  private final Sheet sheet;
  private final Markup out;

  BarGraph(Sheet sheet) {
    this.sheet = sheet;
    this.out = sheet.out();
  }

  void write(Graph.Bars bars) {
    int height = GraphNumbers.ROW * Math.max(1, bars.bars().size()) + 4;
    double most = bars.bars().stream().mapToDouble(Graph.Bar::value).max().orElse(0);
    out.open("figure", "id", "bars").open("div", "class", "chart");
    Chart.openSvg(bars.measure(), height, out);
    for (int i = 0; i < bars.bars().size(); i++) {
      Graph.Bar bar = bars.bars().get(i);
      double y = 2 + i * GraphNumbers.ROW;
      double width =
          GraphNumbers.share(bar.value(), most) * (Chart.PLOT_RIGHT - Chart.PLOT_LEFT - 150);
      Chart.text(
          out,
          Chart.PLOT_LEFT + 40,
          y + 15,
          "end",
          Sheet.shortened(bar.name(), GraphNumbers.NAME),
          "label");
      Chart.bar(out, Chart.PLOT_LEFT + 50, y + 3, width, GraphNumbers.ROW - 6, "set");
      Chart.text(
          out,
          Chart.PLOT_LEFT + 56 + width,
          y + 15,
          "start",
          GraphNumbers.exact(bar.value()),
          "label strong");
    }
    out.close().close();
    GraphNumbers.table(
        List.of(sheet.text("flows.chart.group"), bars.measure()),
        bars.measure(),
        bars.bars().stream()
            .map(bar -> List.of(bar.name(), GraphNumbers.exact(bar.value())))
            .toList(),
        sheet);
    out.close();
  }
}
