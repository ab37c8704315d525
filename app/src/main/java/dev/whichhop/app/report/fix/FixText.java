package dev.whichhop.app.report.fix;

import dev.whichhop.app.report.SafeText;
import dev.whichhop.fix.Applied;
import dev.whichhop.fix.FieldChange;
import dev.whichhop.fix.FixList;
import dev.whichhop.fix.Left;
import dev.whichhop.fix.Obstacle;
import dev.whichhop.fix.Undo;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.diagnosis.Phrase;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What became of changes, what is in their way, and how to go on. */
public final class FixText {
  private final Messages messages;

  public FixText(Messages messages) {
    this.messages = messages;
  }

  /** What keeps changes from being made. */
  public void print(List<Obstacle> obstacles, PrintWriter err) {
    err.println("whichhop: " + messages.text("fix.not-applied"));
    for (Obstacle one : obstacles) {
      err.println(
          "  "
              + (one.change() == 0 ? "" : one.change() + "  ")
              + text("fix.obstacle." + PlanText.word(one.why()), "detail", safe(one.detail())));
    }
  }

  /** What was made. */
  public void print(Applied applied, PrintWriter out) {
    out.println();
    for (Applied.One one : applied.changes()) {
      out.println(
          text(
              "fix.applied." + PlanText.word(one.state()),
              "change",
              one.number(),
              "said",
              safe(one.said())));
    }
    out.println(text("fix.undo-with", "fix", applied.fix()));
    out.flush();
  }

  /** What stands. */
  public void printStanding(List<FixList.Line> lines, PrintWriter out) {
    if (lines.isEmpty()) {
      out.println(messages.text("fix.list.none"));
    }
    String fix = "";
    for (FixList.Line one : lines) {
      if (!one.fix().equals(fix)) {
        fix = one.fix();
        out.println(fix + "  " + safe(one.server()));
      }
      String state = one.state().toLowerCase(Locale.ROOT).replace('_', '-');
      out.println(
          "  "
              + one.change()
              + "  "
              + safe(one.at() + ", " + one.remedy())
              + ": "
              + text("fix.state." + state, "fix", fix));
      one.left().forEach(left -> out.println("     " + left(left)));
    }
    out.flush();
  }

  /** What was taken back. */
  public void printUndone(List<Undo> undone, PrintWriter out) {
    for (Undo one : undone) {
      boolean nothing = one.back().isEmpty() && one.left().isEmpty();
      String key = one.gone() ? "gone" : nothing ? "nothing" : "done";
      out.println(text("fix.undone." + key, "at", safe("" + one.at())));
      for (FieldChange field : one.back()) {
        String path = field.path().toString();
        String shown = path.isEmpty() ? messages.text("fix.whole-object") : safe(path);
        out.println("  " + text("fix.undone.field", "field", shown));
      }
      one.left().forEach(left -> out.println("  " + left(left)));
    }
    out.flush();
  }

  private String left(Left left) {
    return text(
        left.same()
            ? "fix.left.same"
            : left.owners().isEmpty() ? "fix.left.gone" : "fix.left.other",
        "field",
        left.field().isEmpty() ? messages.text("fix.whole-object") : safe(left.field()),
        "owners",
        safe(String.join(", ", left.owners())));
  }

  public String question() {
    return messages.text("fix.question");
  }

  public String noTerminal() {
    return "whichhop: " + messages.text("fix.no-terminal");
  }

  public String notAgreed() {
    return "whichhop: " + messages.text("fix.not-agreed");
  }

  public String unclear() {
    return messages.text("fix.unclear");
  }

  public String helped() {
    return messages.text("fix.proof.helped");
  }

  public String worse() {
    return messages.text("fix.proof.worse");
  }

  public String cannotTell() {
    return messages.text("fix.proof.cannot-tell");
  }

  public String rolledBack() {
    return messages.text("fix.proof.rollback");
  }

  private static String safe(String untrusted) {
    return SafeText.line(untrusted);
  }

  private String text(String key, Object... namesAndValues) {
    return messages.text(key, Phrase.of("", namesAndValues).values());
  }
}
