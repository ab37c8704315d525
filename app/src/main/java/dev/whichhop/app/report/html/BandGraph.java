package dev.whichhop.app.report.html;

import dev.whichhop.flows.chart.Graph;
import java.util.Locale;

/** A band from group to group, as wide as what goes there. */
final class BandGraph {
  private final Sheet sheet;
  private final Markup out;

  BandGraph(Sheet sheet) {
    this.sheet = sheet;
    this.out = sheet.out();
  }

  void write(Graph.Pairs pairs) {
    int left = 230;
    int right = 730;
    Stack from = new Stack(pairs.from().size());
    Stack to = new Stack(pairs.to().size());
    for (int i = 0; i < pairs.from().size(); i++) {
      for (int j = 0; j < pairs.to().size(); j++) {
        from.add(i, pairs.value(i, j));
        to.add(j, pairs.value(i, j));
      }
    }
    int room = GraphNumbers.ROW * Math.max(pairs.from().size(), pairs.to().size());
    double unit = from.sum() <= 0 ? 0 : room / from.sum();
    int height = (int) Math.ceil(Math.max(from.layOut(unit), to.layOut(unit))) + 10;
    out.open("figure", "id", "bands").open("div", "class", "chart");
    Chart.openSvg(pairs.measure(), height, out);
    for (int i = 0; i < pairs.from().size(); i++) {
      for (int j = 0; j < pairs.to().size(); j++) {
        double value = pairs.value(i, j);
        if (value > 0) {
          double thick = Math.max(0.5, value * unit);
          band(pairs, i, j, left + 8, from.take(i, thick), right, to.take(j, thick), thick);
        }
      }
    }
    for (int i = 0; i < pairs.from().size(); i++) {
      Chart.bar(out, left, from.top(i), 8, from.height(i), "set");
      Chart.text(
          out,
          left - 8,
          from.middle(i) + 4,
          "end",
          Sheet.shortened(pairs.from().get(i), GraphNumbers.NAME),
          "label strong");
    }
    for (int j = 0; j < pairs.to().size(); j++) {
      Chart.bar(out, right, to.top(j), 8, to.height(j), "set");
      Chart.text(
          out,
          right + 16,
          to.middle(j) + 4,
          "start",
          Sheet.shortened(pairs.to().get(j), GraphNumbers.NAME),
          "label strong");
    }
    out.close().close();
    GraphNumbers.table(pairs, sheet);
    out.close();
  }

  private void band(
      Graph.Pairs pairs,
      int i,
      int j,
      double left,
      double fromTop,
      double right,
      double toTop,
      double thick) {
    double middle = (left + right) / 2;
    String path =
        String.format(
            Locale.ROOT,
            "M%.1f %.1f C%.1f %.1f %.1f %.1f %.1f %.1f L%.1f %.1f C%.1f %.1f %.1f %.1f %.1f %.1f Z",
            left,
            fromTop,
            middle,
            fromTop,
            middle,
            toTop,
            right,
            toTop,
            right,
            toTop + thick,
            middle,
            toTop + thick,
            middle,
            fromTop + thick,
            left,
            fromTop + thick);
    out.open("g");
    out.element(
        "title",
        pairs.from().get(i)
            + " → "
            + pairs.to().get(j)
            + ": "
            + GraphNumbers.exact(pairs.value(i, j)));
    out.empty("path", "d", path, "class", "band");
    out.close();
  }

  /** The blocks of one side, one above the other. */
  private static final class Stack {
    private static final int GAP = 10;

    private final double[] sums;
    private final double[] tops;
    private final double[] heights;
    private final double[] taken;

    Stack(int size) {
      this.sums = new double[size];
      this.tops = new double[size];
      this.heights = new double[size];
      this.taken = new double[size];
    }

    void add(int block, double value) {
      sums[block] += Math.max(0, value);
    }

    double sum() {
      double sum = 0;
      for (double one : sums) {
        sum += one;
      }
      return sum;
    }

    /** Places the blocks; returns where the last one ends. */
    double layOut(double unit) {
      double y = 6;
      for (int i = 0; i < sums.length; i++) {
        tops[i] = y;
        heights[i] = Math.max(1, sums[i] * unit);
        y += Math.max(heights[i], 8) + GAP;
      }
      return y;
    }

    double top(int block) {
      return tops[block];
    }

    double height(int block) {
      return heights[block];
    }

    double middle(int block) {
      return tops[block] + heights[block] / 2;
    }

    /** Where the next band of a block begins. */
    double take(int block, double thick) {
      double top = tops[block] + taken[block];
      taken[block] += thick;
      return top;
    }
  }
}
