package dev.whichhop.app.report.fix;

import dev.whichhop.app.report.RemedySentences;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.fix.Caretaker;
import dev.whichhop.fix.Conflict;
import dev.whichhop.fix.FieldChange;
import dev.whichhop.fix.Plan;
import dev.whichhop.fix.PlannedChange;
import dev.whichhop.fix.Touch;
import dev.whichhop.fix.Unplanned;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.knowledge.RemedyCatalogue;
import dev.whichhop.knowledge.RemedyFacts;
import dev.whichhop.model.diagnosis.Phrase;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A plan for people: each change with its difference, what it touches and what is in its way. */
public final class PlanText {
  private final Messages messages;
  private final Map<String, RemedyFacts> facts = RemedyCatalogue.load();

  public PlanText(Messages messages) {
    this.messages = messages;
  }

  /** The whole plan. */
  public void print(Plan plan, PrintWriter out) {
    print(plan.changes(), plan.server(), out);
    if (!plan.unplanned().isEmpty()) {
      out.println();
      out.println(messages.text("fix.unplanned"));
      for (Unplanned one : plan.unplanned()) {
        out.println(
            "  "
                + SafeText.line(one.remedy().remedy())
                + ": "
                + text("fix.reason." + word(one.reason()), "detail", SafeText.line(one.detail())));
      }
    }
    out.flush();
  }

  /** Some changes of it. */
  public void print(List<PlannedChange> changes, String server, PrintWriter out) {
    out.println(
        changes.isEmpty()
            ? text("fix.plan.none", "server", SafeText.line(server))
            : text("fix.plan", "server", SafeText.line(server), "count", changes.size()));
    for (PlannedChange one : changes) {
      out.println();
      lines(one).forEach(out::println);
    }
    out.flush();
  }

  private List<String> lines(PlannedChange change) {
    List<String> lines = new ArrayList<>();
    String remedy = SafeText.line(change.remedy().remedy());
    lines.add(change.number() + "  " + remedy + ": " + messages.text("remedy." + remedy + ".do"));
    lines.add(
        "   "
            + SafeText.line("" + change.at())
            + (change.creates() ? " " + messages.text("fix.new-object") : ""));
    for (FieldChange field : change.changes()) {
      differences(field, lines);
    }
    lines.add("   " + touched(change));
    for (Conflict one : change.conflicts()) {
      lines.add(
          "   "
              + text(
                  "fix.conflict",
                  "field",
                  SafeText.line(one.field()),
                  "owner",
                  SafeText.line(one.owner())));
    }
    for (Caretaker one : change.caretakers()) {
      lines.add(
          "   " + text("fix.caretaker." + word(one.tool()), "source", SafeText.line(one.source())));
    }
    lines.add(
        "   " + messages.text("fix.limits") + " " + messages.text("remedy." + remedy + ".limits"));
    if (!change.remedy().verify().isEmpty()) {
      lines.add(
          "   "
              + messages.text("report.remedy.verify")
              + " "
              + SafeText.line(change.remedy().verify()));
    }
    return lines;
  }

  private String touched(PlannedChange change) {
    List<String> parts = new ArrayList<>();
    RemedyFacts known = facts.get(change.remedy().remedy());
    if (known != null) {
      parts.add(new RemedySentences(messages).safety(known.safety()));
    }
    for (Touch one : change.touches()) {
      parts.add(text("fix.touch." + word(one.what()), "name", SafeText.line(one.name())));
    }
    return String.join("; ", parts);
  }

  private void differences(FieldChange field, List<String> lines) {
    String path = field.path().toString();
    lines.add("     " + SafeText.line(path.isEmpty() ? messages.text("fix.whole-object") : path));
    value("-", field.before(), lines);
    value("+", field.after(), lines);
  }

  private static void value(String sign, @Nullable JsonNode value, List<String> lines) {
    if (value == null) {
      return;
    }
    String shown = value.isContainer() ? value.toPrettyString() : value.asString("" + value);
    shown.lines().forEach(line -> lines.add("       " + sign + " " + SafeText.line(line)));
  }

  private String text(String key, Object... namesAndValues) {
    return messages.text(key, Phrase.of("", namesAndValues).values());
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
