package dev.whichhop.app.report.html;

import java.util.List;

/**
 * The frame of a picture: an SVG of fixed width that scrolls on a narrow screen, a cursor that
 * mouse and arrow keys move from column to column, a line that says what the cursor points at, and
 * the table of the same numbers, from which that line is read.
 *
 * @param id unique in the page
 * @param left left end of the first column
 * @param column width of a column
 * @param columns how many
 */
record Chart(String id, double left, double column, int columns, int height) {
  static final int WIDTH = 960;
  static final int PLOT_LEFT = 170;
  static final int PLOT_RIGHT = 944;
  private static final List<Integer> ROUND_STEPS = List.of(1, 2, 5, 10, 15, 20, 30, 60);

  static Chart of(String id, int columns, int height) {
    return new Chart(
        id, PLOT_LEFT, (PLOT_RIGHT - PLOT_LEFT) / (double) Math.max(1, columns), columns, height);
  }

  double x(double columnNumber) {
    return left + columnNumber * column;
  }

  /** Opens the figure and its SVG; {@code label} is what the picture shows, in a sentence. */
  void open(String label, Sheet sheet) {
    sheet.out().open("figure", "id", id);
    sheet
        .out()
        .open(
            "div",
            "class",
            "chart",
            "tabindex",
            "0",
            "role",
            "group",
            "aria-label",
            label + " " + sheet.text("html.cursor"),
            "aria-describedby",
            id + "-says",
            "data-cursor",
            id,
            "data-left",
            left,
            "data-right",
            PLOT_RIGHT,
            "data-columns",
            columns);
    openSvg(label, height, sheet.out());
  }

  static void openSvg(String label, int height, Markup out) {
    out.open(
        "svg",
        "viewBox",
        "0 0 " + WIDTH + " " + height,
        "role",
        "img",
        "aria-label",
        label,
        "class",
        "drawing");
  }

  /** Closes the SVG, adds cursor, the line that follows it and the hint how to move it. */
  void closeSvg(Sheet sheet) {
    Markup out = sheet.out();
    out.empty(
        "rect",
        "class",
        "cursor",
        "x",
        left,
        "y",
        0,
        "width",
        Math.max(1, column),
        "height",
        height);
    out.close().close();
    out.element(
        "output", sheet.text("html.cursor"), "class", "says", "id", id + "-says", "for", id);
  }

  /** Opens the folded table; the caller writes rows and ends with {@link #close}. */
  void openTable(String caption, List<String> headers, Sheet sheet) {
    sheet.out().open("details", "class", "numbers");
    sheet.out().element("summary", sheet.text("html.as-table"));
    sheet.table(caption, headers);
  }

  void close(Sheet sheet) {
    sheet.endTable();
    sheet.out().close().close();
  }

  /** Text inside a drawing. */
  static void text(Markup out, double x, double y, String anchor, String text, String className) {
    out.element("text", text, "x", x, "y", y, "text-anchor", anchor, "class", className);
  }

  static void line(Markup out, double x1, double y1, double x2, double y2, String className) {
    out.empty("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "class", className);
  }

  static void bar(Markup out, double x, double y, double width, double height, String className) {
    out.empty("rect", "x", x, "y", y, "width", width, "height", height, "class", className);
  }

  /** Every how many columns a label stands, so that at most {@code most} do and they read well. */
  static int every(int columns, int most) {
    for (int step : ROUND_STEPS) {
      if (columns <= step * most) {
        return step;
      }
    }
    return columns;
  }

  /** Height of a bar: in proportion, and never so low that one failure cannot be seen. */
  static double height(long count, long most, double room) {
    return count == 0 ? 0 : Math.max(3, room * count / Math.max(1, most));
  }
}
