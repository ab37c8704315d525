package dev.whichhop.app.report.html;

import dev.whichhop.flows.chart.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the pictures of results share: sizes, numbers as text, and the tables beside them. */
final class GraphNumbers {
  static final int ROW = 22;

  /** Characters of a name in a picture; the table has all of it. */
  static final int NAME = 26;

  private GraphNumbers() {}

  static void table(Graph.Pairs pairs, Sheet sheet) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < pairs.from().size(); i++) {
      for (int j = 0; j < pairs.to().size(); j++) {
        if (pairs.value(i, j) != 0) {
          rows.add(List.of(pairs.from().get(i), pairs.to().get(j), exact(pairs.value(i, j))));
        }
      }
    }
    table(
        List.of(sheet.text("flows.chart.from"), sheet.text("flows.chart.to"), pairs.measure()),
        pairs.measure(),
        rows,
        sheet);
  }

  static void table(List<String> heads, String caption, List<List<String>> rows, Sheet sheet) {
    Markup out = sheet.out();
    out.open("details", "class", "numbers");
    out.element("summary", sheet.text("html.as-table"));
    sheet.table(caption, heads);
    rows.forEach(sheet::row);
    sheet.endTable();
    out.close();
  }

  static double share(double value, double most) {
    return most <= 0 ? 0 : Math.max(0, value) / most;
  }

  static String exact(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%,d", (long) value)
        : String.format(Locale.ROOT, "%.3f", value);
  }
}
