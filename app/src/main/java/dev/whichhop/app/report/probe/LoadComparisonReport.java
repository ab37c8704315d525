package dev.whichhop.app.report.probe;

import dev.whichhop.app.report.AnswerTree;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.diagnosis.compare.LoadComparison;
import dev.whichhop.diagnosis.compare.LoadComparison.LatencyDifference;
import dev.whichhop.diagnosis.compare.LoadComparison.ShareDifference;
import dev.whichhop.diagnosis.compare.Proportion;
import dev.whichhop.knowledge.Messages;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Two results of load tools beside each other, as text and as a tree. */
public final class LoadComparisonReport {
  private final Messages messages;

  public LoadComparisonReport(Messages messages) {
    this.messages = messages;
  }

  /**
   * Prints it for a terminal.
   *
   * @param before how the user calls the left side
   * @param after how the user calls the right side
   */
  public void print(String before, String after, LoadComparison comparison, PrintWriter out) {
    out.println("A  " + SafeText.line(before));
    out.println("B  " + SafeText.line(after));
    out.println();
    for (ShareDifference one : comparison.shares()) {
      out.println(SafeText.line(one.code()) + ": " + telling(one));
      out.println("   A  " + proportion(one.left()));
      out.println("   B  " + proportion(one.right()));
      out.println(
          "   "
              + messages.text(
                  "probe.compare.difference",
                  Map.of(
                      "low", points(one.difference().low()),
                      "high", points(one.difference().high()))));
    }
    for (LatencyDifference one : comparison.percentiles()) {
      out.println(
          String.format(
              Locale.ROOT,
              "p%s: %.2f ms → %.2f ms",
              percent(one.percent()),
              one.leftMillis(),
              one.rightMillis()));
    }
    if (!comparison.percentiles().isEmpty()) {
      out.println(messages.text("probe.compare.percentiles"));
    }
  }

  private String telling(ShareDifference one) {
    return messages.text(
        "compare.telling." + one.telling().name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private String proportion(Proportion one) {
    return one.seen()
        ? messages.text(
            "compare.proportion",
            Map.of(
                "failed", "" + one.failed(),
                "of", "" + one.of(),
                "rate", share(one.rate()),
                "low", share(one.low()),
                "high", share(one.high())))
        : messages.text("compare.unseen");
  }

  public Map<String, Object> tree(LoadComparison comparison) {
    Map<String, Object> tree =
        AnswerTree.object("apiVersion", "whichhop.dev/v1", "kind", "ProbeComparison");
    tree.put("shares", comparison.shares().stream().map(LoadComparisonReport::tree).toList());
    List<Map<String, Object>> percentiles = new ArrayList<>();
    for (LatencyDifference one : comparison.percentiles()) {
      percentiles.add(
          AnswerTree.object(
              "percentile", one.percent(),
              "leftMillis", one.leftMillis(),
              "rightMillis", one.rightMillis()));
    }
    tree.put("percentiles", percentiles);
    return tree;
  }

  private static Map<String, Object> tree(ShareDifference one) {
    return AnswerTree.object(
        "code", one.code(),
        "telling", one.telling().name(),
        "leftCount", one.left().failed(),
        "leftOf", one.left().of(),
        "rightCount", one.right().failed(),
        "rightOf", one.right().of(),
        "low", one.difference().low(),
        "high", one.difference().high());
  }

  private static String share(double rate) {
    return String.format(Locale.ROOT, "%.2f %%", rate * 100);
  }

  private static String points(double difference) {
    return String.format(Locale.ROOT, "%+.2f", difference * 100);
  }

  private static String percent(double number) {
    return number == Math.rint(number) ? "" + (long) number : "" + number;
  }
}
