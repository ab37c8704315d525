package dev.whichhop.app.report;

import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.ladder.Ladder;
import dev.whichhop.model.ladder.Moment;
import dev.whichhop.model.ladder.Order;
import dev.whichhop.model.ladder.Order.State;
import dev.whichhop.model.ladder.Rung;
import dev.whichhop.model.ladder.WithoutEffect;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Ladders as text: all of them, or within a verdict what is wrong. */
public final class LadderText {
  /** Wrong orders that a verdict tells in full. */
  private static final int FULL = 3;

  /** Further ones that it names. */
  private static final int NAMED = 4;

  private final Messages messages;
  private final LadderSentences sentences;
  private final Style style;

  public LadderText(Messages messages, boolean colours) {
    this.messages = messages;
    this.sentences = new LadderSentences(messages);
    this.style = new Style(colours);
  }

  private record Wrong(Ladder ladder, Order order) {}

  /** Within a verdict: wrong orders of the failing leg in full, others by name. */
  void section(List<Ladder> ladders, PrintWriter out) {
    List<Wrong> wrong =
        ladders.stream()
            .flatMap(ladder ->
                ladder.orders().stream()
                    .filter(order -> order.state() == State.WRONG)
                    .map(order -> new Wrong(ladder, order)))
            .toList();
    List<WithoutEffect> settings =
        ladders.stream().flatMap(ladder -> ladder.withoutEffect().stream()).toList();
    if (wrong.isEmpty() && settings.isEmpty()) {
      return;
    }
    out.println(style.strong(messages.text("report.ladders")));
    wrong.stream()
        .filter(one -> one.ladder.onFailingLeg())
        .limit(FULL)
        .forEach(one -> {
          line("  ", subject(one.ladder), out);
          order(one.ladder, one.order, "  ", out);
        });
    List<Wrong> others = wrong.stream().filter(one -> !one.ladder.onFailingLeg()).toList();
    if (!others.isEmpty()) {
      out.println("  " + messages.text("report.ladders.others"));
      others.stream()
          .limit(NAMED)
          .forEach(
              one -> line("    ", subject(one.ladder) + ": " + sentences.rule(one.order), out));
    }
    withoutEffect(settings, out);
    out.println();
  }

  /** All ladders. */
  public void all(List<Ladder> ladders, PrintWriter out) {
    if (ladders.isEmpty()) {
      out.println(messages.text("report.ladder.none"));
    }
    for (Ladder ladder : ladders) {
      String failing =
          ladder.onFailingLeg() ? "  (" + messages.text("report.ladder.failing") + ")" : "";
      out.println(style.strong(SafeText.line(subject(ladder) + failing)));
      ladder.rungs().forEach(rung -> rung(rung, "  ", out));
      line("  ", states(ladder), out);
      ladder.orders().forEach(order -> order(ladder, order, "  ", out));
      withoutEffect(ladder.withoutEffect(), out);
      out.println();
    }
  }

  private String subject(Ladder ladder) {
    return sentences.title(ladder)
        + (ladder.subject().isEmpty() ? "" : "  [" + ladder.subject() + "]");
  }

  private String states(Ladder ladder) {
    return messages.text(
        "report.ladder.states",
        Map.of(
            "wrong", count(ladder, State.WRONG),
            "tie", count(ladder, State.TIE),
            "unknown", count(ladder, State.UNKNOWN),
            "holds", count(ladder, State.HOLDS)));
  }

  private static String count(Ladder ladder, State state) {
    return "" + ladder.orders().stream().filter(one -> one.state() == state).count();
  }

  private void rung(Rung rung, String indent, PrintWriter out) {
    line(
        indent,
        rung.hop().id()
            + ": "
            + sentences.title(rung)
            + ": "
            + sentences.value(rung)
            + (rung.where().isEmpty() ? "" : "  " + rung.where()),
        out);
    out.println(style.faint(indent + "    " + SafeText.line(sentences.origin(rung.origin()))));
  }

  private void order(Ladder ladder, Order order, String indent, PrintWriter out) {
    String state = messages.text("ladder.state." + order.state().name().toLowerCase(Locale.ROOT));
    String shown =
        switch (order.state()) {
          case WRONG -> style.bad("✗ " + state);
          case TIE -> "= " + state;
          case UNKNOWN -> style.faint("? " + state);
          case HOLDS -> style.good("✓ " + state);
        };
    out.println(indent + shown + "  " + SafeText.line(sentences.rule(order)));
    if (order.state() != State.WRONG && order.state() != State.TIE) {
      return;
    }
    String deeper = indent + "    ";
    if (order.assumed()) {
      out.println(deeper + messages.text("report.ladders.assumed"));
    }
    order.rungs().forEach(index -> rung(ladder.rungs().get(index), deeper, out));
    line(deeper, sentences.why(order), out);
    for (Moment moment : order.counterExample()) {
      line(
          deeper + "  ",
          sentences.time(moment)
              + "  "
              + moment.hop().id()
              + ": "
              + sentences.phrase(moment.what()),
          out);
    }
  }

  private void withoutEffect(List<WithoutEffect> settings, PrintWriter out) {
    if (settings.isEmpty()) {
      return;
    }
    out.println("  " + messages.text("report.ladders.without-effect"));
    for (WithoutEffect one : settings) {
      line("    ", one.setting().place() + "  " + one.setting().text(), out);
      line("      ", sentences.phrase(one.why()), out);
    }
  }

  private static void line(String indent, String text, PrintWriter out) {
    out.println(indent + SafeText.line(text));
  }
}
