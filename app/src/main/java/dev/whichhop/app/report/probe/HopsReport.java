package dev.whichhop.app.report.probe;

import dev.whichhop.app.report.AnswerTree;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.Style;
import dev.whichhop.diagnosis.compare.Proportion;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.probe.hops.FailingLeg;
import dev.whichhop.probe.load.LoadResult;
import dev.whichhop.probe.load.Outcome;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where on a path requests fail, as text and as a tree. */
public final class HopsReport {
  private final Messages messages;

  public HopsReport(Messages messages) {
    this.messages = messages;
  }

  /** The leg that the results enclose. */
  public static FailingLeg leg(List<LoadResult> results) {
    return FailingLeg.of(failed(results));
  }

  private static List<Boolean> failed(List<LoadResult> results) {
    return results.stream().map(one -> one.failed() > 0).toList();
  }

  public void print(List<String> urls, List<LoadResult> results, boolean colours, PrintWriter out) {
    Style style = new Style(colours);
    for (int i = 0; i < urls.size(); i++) {
      LoadResult result = results.get(i);
      String line =
          String.format(
              Locale.ROOT,
              "%d  %-50s %s",
              i + 1,
              SafeText.line(urls.get(i)),
              messages.text(
                  "probe.hops.place",
                  Map.of(
                      "failed", "" + result.failed(),
                      "of", "" + result.requests(),
                      "codes", codes(result))));
      out.println(result.failed() > 0 ? style.bad(line) : line);
    }
    out.println();
    sentences(results).forEach(out::println);
  }

  private static String codes(LoadResult result) {
    return String.join(
        ", ", result.outcomes().stream().map(one -> one.count() + " × " + one.code()).toList());
  }

  private List<String> sentences(List<LoadResult> results) {
    List<String> sentences = new ArrayList<>();
    switch (leg(results)) {
      case FailingLeg.None _ -> {
        Proportion all = proportion(results.getFirst());
        sentences.add(
            messages.text(
                "probe.hops.none",
                Map.of("high", String.format(Locale.ROOT, "%.1f %%", all.high() * 100))));
      }
      case FailingLeg.Between between -> {
        sentences.add(
            messages.text(
                "probe.hops.between",
                Map.of("outer", "" + (between.outer() + 1), "inner", "" + (between.inner() + 1))));
        Proportion outer = proportion(results.get(between.outer()));
        if (!outer.differsFrom(proportion(results.get(between.inner())))) {
          sentences.add(messages.text("probe.hops.cannot-tell"));
        }
      }
      case FailingLeg.Innermost innermost ->
          sentences.add(
              messages.text("probe.hops.innermost", Map.of("place", "" + (innermost.place() + 1))));
    }
    if (FailingLeg.contradicts(failed(results))) {
      sentences.add(messages.text("probe.hops.contradicts"));
    }
    return sentences;
  }

  private static Proportion proportion(LoadResult result) {
    return new Proportion(result.failed(), result.requests());
  }

  public Map<String, Object> tree(List<String> urls, List<LoadResult> results) {
    Map<String, Object> tree =
        AnswerTree.object("apiVersion", "whichhop.dev/v1", "kind", "ProbeHops");
    List<Map<String, Object>> places = new ArrayList<>();
    for (int i = 0; i < urls.size(); i++) {
      Map<String, Object> place =
          AnswerTree.object(
              "url", urls.get(i),
              "requests", results.get(i).requests(),
              "failed", results.get(i).failed());
      Map<String, Object> codes = new LinkedHashMap<>();
      for (Outcome outcome : results.get(i).outcomes()) {
        codes.put(outcome.code(), outcome.count());
      }
      place.put("codes", codes);
      places.add(place);
    }
    tree.put("places", places);
    switch (leg(results)) {
      case FailingLeg.None _ -> tree.put("leg", "none");
      case FailingLeg.Between between -> {
        tree.put("leg", "between");
        tree.put("outer", between.outer());
        tree.put("inner", between.inner());
      }
      case FailingLeg.Innermost innermost -> {
        tree.put("leg", "innermost");
        tree.put("inner", innermost.place());
      }
    }
    tree.put("text", sentences(results));
    return tree;
  }
}
