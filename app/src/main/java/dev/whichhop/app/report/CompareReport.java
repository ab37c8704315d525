package dev.whichhop.app.report;

import dev.whichhop.diagnosis.compare.Comparison;
import dev.whichhop.diagnosis.compare.Comparison.FindingDifference;
import dev.whichhop.diagnosis.compare.Difference;
import dev.whichhop.diagnosis.compare.Proportion;
import dev.whichhop.diagnosis.compare.RateDifference;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Evidence;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A comparison as text and as a tree; {@code comparison.schema.json} describes the tree. */
public final class CompareReport {
  /** Of one kind of difference; the JSON has all of them. */
  private static final int SHOWN = 12;

  private final Messages messages;
  private final Sentences sentences;

  public CompareReport(Messages messages) {
    this.messages = messages;
    this.sentences = new Sentences(messages);
  }

  /**
   * Prints it for a terminal.
   *
   * @param left how the user calls the left side
   * @param right how the user calls the right side
   */
  public void print(
      Comparison comparison, String left, String right, boolean colours, PrintWriter out) {
    Style style = new Style(colours);
    out.println("A  " + SafeText.line(left) + "  (" + verdict(comparison.leftVerdict()) + ")");
    out.println("B  " + SafeText.line(right) + "  (" + verdict(comparison.rightVerdict()) + ")");
    out.println();
    if (comparison.same()) {
      out.println(style.strong(messages.text("compare.same")));
      out.println();
    }
    rates(comparison, style, out);
    findings(comparison, style, out);
    differences(comparison, style, out);
    notCompared("compare.only-left", comparison.onlyLeft(), out);
    notCompared("compare.only-right", comparison.onlyRight(), out);
  }

  private void rates(Comparison comparison, Style style, PrintWriter out) {
    if (comparison.rates().isEmpty()) {
      return;
    }
    out.println(style.strong(messages.text("compare.rates")));
    for (RateDifference rate : comparison.rates()) {
      out.println("  " + SafeText.line(failure(rate)) + ": " + telling(rate));
      out.println("     A  " + proportion(rate.left()));
      out.println("     B  " + proportion(rate.right()));
    }
    out.println();
  }

  private void findings(Comparison comparison, Style style, PrintWriter out) {
    if (comparison.findings().isEmpty()) {
      return;
    }
    out.println(style.strong(messages.text("compare.findings")));
    for (FindingDifference one : comparison.findings()) {
      String side = one.foundLeft() ? "A" : "B";
      out.println("  " + side + "  " + SafeText.line(sentences.finding(one.found())));
      out.println(
          "     "
              + messages.text(one.absentElsewhere() ? "compare.absent" : "compare.blind")
              + " ("
              + one.found().check()
              + ")");
    }
    out.println();
  }

  private void differences(Comparison comparison, Style style, PrintWriter out) {
    for (Difference.Kind kind : Difference.Kind.values()) {
      List<Difference> all =
          comparison.differences().stream().filter(one -> one.kind() == kind).toList();
      if (all.isEmpty()) {
        continue;
      }
      out.println(style.strong(messages.text("compare.kind." + word(kind))));
      all.stream().limit(SHOWN).forEach(one -> difference(one, style, out));
      if (all.size() > SHOWN) {
        out.println(
            "  " + messages.text("report.more", Map.of("count", "" + (all.size() - SHOWN))));
      }
      out.println();
    }
  }

  private void difference(Difference one, Style style, PrintWriter out) {
    out.println("  " + SafeText.line((one.subject() + "  " + one.what()).strip()));
    side("A", one.left(), one.leftAt(), style, out);
    side("B", one.right(), one.rightAt(), style, out);
  }

  private void side(
      String name, String value, @Nullable Evidence at, Style style, PrintWriter out) {
    String shown = value.isEmpty() ? messages.text("compare.nothing") : value;
    String place = at == null ? "" : "  " + at.place().file() + ":" + at.place().line();
    out.println("     " + name + "  " + SafeText.line(shown) + style.faint(SafeText.line(place)));
  }

  private void notCompared(String key, List<String> kinds, PrintWriter out) {
    if (!kinds.isEmpty()) {
      out.println(messages.text(key, Map.of("kinds", SafeText.line(String.join(", ", kinds)))));
    }
  }

  /** The comparison as the JSON contract has it. */
  public Map<String, Object> tree(Comparison comparison) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", "whichhop.dev/v1");
    tree.put("kind", "Comparison");
    tree.put("same", comparison.same());
    tree.put("leftVerdict", word(comparison.leftVerdict()));
    tree.put("rightVerdict", word(comparison.rightVerdict()));
    tree.put("rates", comparison.rates().stream().map(this::tree).toList());
    tree.put("findings", comparison.findings().stream().map(this::tree).toList());
    tree.put("differences", comparison.differences().stream().map(CompareReport::tree).toList());
    tree.put("onlyLeft", comparison.onlyLeft());
    tree.put("onlyRight", comparison.onlyRight());
    return tree;
  }

  private Map<String, Object> tree(RateDifference rate) {
    return AnswerTree.object(
        "hop", rate.hop().id(),
        "side", word(rate.side()),
        "status", rate.status(),
        "flags", rate.flags(),
        "clientFailure", rate.failure().name(),
        "telling", rate.telling().name(),
        "left", tree(rate.left()),
        "right", tree(rate.right()));
  }

  private static Map<String, Object> tree(Proportion proportion) {
    Map<String, Object> tree = AnswerTree.object("seen", proportion.seen());
    if (proportion.seen()) {
      tree.put("failed", proportion.failed());
      tree.put("of", proportion.of());
      tree.put("low", proportion.low());
      tree.put("high", proportion.high());
    }
    return tree;
  }

  private Map<String, Object> tree(FindingDifference one) {
    return AnswerTree.object(
        "check", one.found().check(),
        "left", one.left().state(),
        "right", one.right().state(),
        "text", sentences.finding(one.found()));
  }

  private static Map<String, Object> tree(Difference one) {
    Map<String, Object> tree =
        AnswerTree.object(
            "kind", word(one.kind()),
            "subject", one.subject(),
            "what", one.what(),
            "left", one.left(),
            "right", one.right());
    Evidence leftAt = one.leftAt();
    Evidence rightAt = one.rightAt();
    if (leftAt != null) {
      tree.put("leftEvidence", AnswerTree.evidence(List.of(leftAt)));
    }
    if (rightAt != null) {
      tree.put("rightEvidence", AnswerTree.evidence(List.of(rightAt)));
    }
    return tree;
  }

  private static String failure(RateDifference rate) {
    String how =
        rate.failure() == ClientFailure.NONE
            ? (rate.status() + " " + rate.flags()).strip()
            : word(rate.failure()).replace('-', ' ');
    return how + " @ " + rate.hop().id() + " (" + word(rate.side()) + ")";
  }

  private String telling(RateDifference rate) {
    return messages.text("compare.telling." + word(rate.telling()));
  }

  private String proportion(Proportion one) {
    return one.seen()
        ? messages.text(
            "compare.proportion",
            Map.of(
                "failed", "" + one.failed(),
                "of", "" + one.of(),
                "rate", percent(one.rate()),
                "low", percent(one.low()),
                "high", percent(one.high())))
        : messages.text("compare.unseen");
  }

  private static String percent(double rate) {
    return String.format(Locale.ROOT, rate > 0 && rate < 0.1 ? "%.2f %%" : "%.1f %%", rate * 100);
  }

  private String verdict(Enum<?> verdict) {
    return messages.text("compare.verdict." + word(verdict));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
