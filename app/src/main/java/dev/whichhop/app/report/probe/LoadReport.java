package dev.whichhop.app.report.probe;

import dev.whichhop.app.report.AnswerTree;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.Style;
import dev.whichhop.diagnosis.compare.Proportion;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.probe.load.LoadResult;
import dev.whichhop.probe.load.Outcome;
import dev.whichhop.probe.load.Threshold;
import dev.whichhop.probe.wire.CurlExit;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** A load as text and as a tree; {@code probe.schema.json} describes the tree. */
public final class LoadReport {
  private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};

  private final Messages messages;
  private final EndingSentences sentences;

  public LoadReport(Messages messages) {
    this.messages = messages;
    this.sentences = new EndingSentences(messages);
  }

  /**
   * Prints it for a terminal.
   *
   * @param interrupted true when it was stopped before its end
   */
  public void print(
      String url,
      LoadResult result,
      List<Threshold> thresholds,
      boolean interrupted,
      boolean colours,
      PrintWriter out) {
    Style style = new Style(colours);
    out.println(SafeText.line(url));
    if (interrupted) {
      out.println(style.strong(messages.text("probe.interrupted")));
    }
    out.println(
        messages.text(
            "probe.load",
            Map.of(
                "requests",
                "" + result.requests(),
                "seconds",
                decimal(result.elapsed().toNanos() / 1e9),
                "rate",
                decimal(result.perSecond()),
                "connections",
                "" + result.connections())));
    count("probe.load.unfinished", result.unfinished(), out);
    count("probe.load.late", result.late(), out);
    count("probe.load.closed-idle", result.closedIdle(), out);
    out.println();
    out.println(
        String.format(
            Locale.ROOT,
            "%-34s %9s %22s %9s %9s %9s %9s %9s",
            messages.text("probe.column.ending"),
            messages.text("probe.column.count"),
            messages.text("probe.column.share"),
            "p50 ms",
            "p90",
            "p99",
            "p99.9",
            "max"));
    for (Outcome outcome : result.outcomes()) {
      String line = line(outcome.code(), outcome.latencies(), result.requests());
      out.println(outcome.failed() ? style.bad(line) : line);
    }
    if (result.outcomes().size() > 1) {
      out.println(line(messages.text("probe.all"), result.latencies(), result.requests()));
    }
    meanings(result, out);
    thresholds(result, thresholds, style, out);
  }

  private void count(String key, long count, PrintWriter out) {
    if (count > 0) {
      out.println(messages.text(key, Map.of("count", "" + count)));
    }
  }

  private static String line(String name, Histogram latencies, long of) {
    Proportion share = new Proportion(latencies.getTotalCount(), of);
    StringBuilder line =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%-34s %9d %22s",
                name,
                latencies.getTotalCount(),
                percent(share.low()) + " – " + percent(share.high())));
    for (double percent : PERCENTILES) {
      line.append(
          String.format(Locale.ROOT, " %9.2f", latencies.getValueAtPercentile(percent) / 1e3));
    }
    return line.toString();
  }

  private void meanings(LoadResult result, PrintWriter out) {
    List<String> said = new ArrayList<>();
    for (Outcome outcome : result.outcomes()) {
      String meaning = sentences.of(outcome.ending(), outcome.reused());
      if (outcome.failed() && !meaning.isEmpty()) {
        said.add(outcome.code() + ": " + meaning);
      }
    }
    if (!said.isEmpty()) {
      out.println();
      said.forEach(out::println);
    }
  }

  private void thresholds(
      LoadResult result, List<Threshold> thresholds, Style style, PrintWriter out) {
    if (!thresholds.isEmpty()) {
      out.println();
    }
    for (Threshold one : thresholds) {
      boolean exceeded = one.exceeded(result);
      String text =
          messages.text(
              exceeded ? "probe.limit.exceeded" : "probe.limit.kept",
              Map.of("limit", one.text(), "measured", measured(one, result)));
      out.println(exceeded ? style.bad(text) : text);
      if (!telling(one, result)) {
        out.println("  " + messages.text("probe.limit.cannot-tell"));
      }
    }
  }

  private static String measured(Threshold threshold, LoadResult result) {
    double measured = threshold.measured(result);
    return switch (threshold.measure()) {
      case Threshold.Measure.Percentile _ -> decimal(measured / 1e3) + " ms";
      case Threshold.Measure.Share _ -> decimal(measured) + " %";
      case Threshold.Measure.Count _ -> "" + Math.round(measured);
    };
  }

  /** False when the interval of a share holds its limit, so that chance may have decided. */
  private static boolean telling(Threshold threshold, LoadResult result) {
    return switch (threshold.measure()) {
      case Threshold.Measure.Percentile _, Threshold.Measure.Count _ -> true;
      case Threshold.Measure.Share share -> {
        Proportion seen = new Proportion(Threshold.count(share.name(), result), result.requests());
        double limit = threshold.limit() / 100;
        yield limit < seen.low() || limit > seen.high();
      }
    };
  }

  /** The tree of a load. */
  public Map<String, Object> tree(
      String url, LoadResult result, List<Threshold> thresholds, boolean interrupted) {
    Map<String, Object> tree =
        AnswerTree.object(
            "apiVersion", "whichhop.dev/v1",
            "kind", "ProbeLoad",
            "url", url,
            "interrupted", interrupted,
            "requests", result.requests(),
            "failed", result.failed(),
            "elapsedMillis", result.elapsed().toNanos() / 1e6,
            "perSecond", result.perSecond(),
            "unfinished", result.unfinished(),
            "late", result.late(),
            "connections", result.connections(),
            "closedIdle", result.closedIdle(),
            "bytesReceived", result.bytes());
    tree.put("latencyMillis", percentiles(result.latencies()));
    tree.put("outcomes", result.outcomes().stream().map(one -> tree(one, result)).toList());
    tree.put("limits", thresholds.stream().map(one -> tree(one, result)).toList());
    return tree;
  }

  private Map<String, Object> tree(Outcome outcome, LoadResult result) {
    Proportion share = new Proportion(outcome.count(), result.requests());
    Map<String, Object> tree =
        AnswerTree.object(
            "code", outcome.code(),
            "failure", outcome.ending().failure().name(),
            "failed", outcome.failed(),
            "curlExit", CurlExit.of(outcome.ending()),
            "reused", outcome.reused(),
            "count", outcome.count(),
            "share", share.rate(),
            "low", share.low(),
            "high", share.high());
    tree.put("meaning", sentences.of(outcome.ending(), outcome.reused()));
    tree.put("latencyMillis", percentiles(outcome.latencies()));
    return tree;
  }

  private static Map<String, Object> tree(Threshold threshold, LoadResult result) {
    return AnswerTree.object(
        "limit", threshold.text(),
        "exceeded", threshold.exceeded(result),
        "telling", telling(threshold, result));
  }

  private static Map<String, Object> percentiles(Histogram latencies) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (double percent : PERCENTILES) {
      String name = percent == 100 ? "max" : "p" + trimmed(percent);
      tree.put(name, latencies.getValueAtPercentile(percent) / 1e3);
    }
    return tree;
  }

  private static String trimmed(double number) {
    return number == Math.rint(number) ? "" + (long) number : "" + number;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", share * 100);
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, number < 10 ? "%.2f" : "%.1f", number);
  }
}
