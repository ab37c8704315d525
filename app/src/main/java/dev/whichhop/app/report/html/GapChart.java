package dev.whichhop.app.report.html;

import dev.whichhop.diagnosis.picture.GapHistogram;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Silences before failures upwards, before answers downwards, each on its own scale: a few failures
 * would not be seen beside thousands of answers.
 */
final class GapChart {
  private static final int ROOM = 74;
  private static final int MIDDLE = 94;
  private static final int HEIGHT = 2 * MIDDLE + 22;
  private static final int LABELS = 8;

  private GapChart() {}

  static void write(List<GapHistogram> histograms, Sheet sheet) {
    if (histograms.isEmpty()) {
      return;
    }
    sheet.section("gaps", "html.gaps");
    sheet.out().element("p", sheet.text("html.gaps.says"));
    histograms.stream().filter(one -> one.typical().isPresent()).forEach(one -> write(one, sheet));
    List<GapHistogram> spread = histograms.stream().filter(one -> one.typical().isEmpty()).toList();
    if (!spread.isEmpty()) {
      sheet.out().open("details");
      sheet.out().element("summary", sheet.text("html.gaps.others", "count", spread.size()));
      spread.forEach(one -> write(one, sheet));
      sheet.out().close();
    }
    sheet.out().close();
  }

  private static void write(GapHistogram gaps, Sheet sheet) {
    Markup out = sheet.out();
    int bins = gaps.failed().size();
    Chart chart = Chart.of("gaps-" + gaps.symptom(), bins, HEIGHT);
    int failed = gaps.failed().stream().mapToInt(Integer::intValue).sum();
    int answered = gaps.answered().stream().mapToInt(Integer::intValue).sum();
    String label =
        sheet
            .messages()
            .text(
                gaps.typical().isPresent() ? "html.gaps.gather" : "html.gaps.spread",
                Map.of(
                    "symptom",
                    gaps.symptom(),
                    "failed",
                    "" + failed,
                    "answered",
                    "" + (answered + gaps.longer()),
                    "typical",
                    gaps.typical().map(Sheet::duration).orElse("")));
    out.element("p", label);
    chart.open(label, sheet);
    half(gaps.failed(), -1, "failed", sheet.text("html.failed"), chart, sheet);
    half(gaps.answered(), 1, "answered", sheet.text("html.answered"), chart, sheet);
    Chart.line(out, Chart.PLOT_LEFT, MIDDLE, Chart.PLOT_RIGHT, MIDDLE, "base");
    int every = Chart.every(bins, LABELS);
    for (int i = 0; i < bins; i += every) {
      Chart.line(out, chart.x(i), 10, chart.x(i), HEIGHT - 22, "grid");
      Chart.text(
          out,
          chart.x(i),
          HEIGHT - 6,
          "start",
          Sheet.duration(gaps.width().multipliedBy(i)),
          "label");
    }
    gaps.typical().ifPresent(typical -> typical(typical, gaps, chart, out));
    chart.closeSvg(sheet);
    chart.openTable(
        label,
        List.of(sheet.text("html.silence"), sheet.text("html.failed"), sheet.text("html.answered")),
        sheet);
    for (int i = 0; i < bins; i++) {
      sheet.row(
          List.of(
              Sheet.duration(gaps.width().multipliedBy(i))
                  + " – "
                  + Sheet.duration(gaps.width().multipliedBy(i + 1L)),
              "" + gaps.failed().get(i),
              "" + gaps.answered().get(i)));
    }
    if (gaps.longer() > 0) {
      String longest = Sheet.duration(gaps.width().multipliedBy(bins));
      sheet.row(List.of("> " + longest, "0", "" + gaps.longer()));
    }
    chart.close(sheet);
  }

  private static void half(
      List<Integer> counts,
      int direction,
      String className,
      String name,
      Chart chart,
      Sheet sheet) {
    Markup out = sheet.out();
    int most = Collections.max(counts);
    double labelled = MIDDLE + direction * 40;
    Chart.text(out, Chart.PLOT_LEFT - 10, labelled, "end", name, "label strong");
    Chart.text(
        out,
        Chart.PLOT_LEFT - 10,
        labelled + 16,
        "end",
        sheet.text("html.most", "count", most),
        "label");
    for (int i = 0; i < counts.size(); i++) {
      double height = Chart.height(counts.get(i), most, ROOM);
      if (height > 0) {
        double y = direction < 0 ? MIDDLE - height : MIDDLE;
        Chart.bar(out, chart.x(i) + 0.5, y, chart.column() - 1, height, className);
      }
    }
  }

  private static void typical(Duration typical, GapHistogram gaps, Chart chart, Markup out) {
    double x = chart.x(typical.toMillis() / (double) gaps.width().toMillis());
    Chart.line(out, x, 4, x, HEIGHT - 22, "traced");
    Chart.text(out, x - 5, 12, "end", Sheet.duration(typical), "label strong");
  }
}
