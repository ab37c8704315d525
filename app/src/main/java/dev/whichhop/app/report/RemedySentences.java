package dev.whichhop.app.report;

import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.diagnosis.ComputedValue;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Refusal;
import dev.whichhop.model.diagnosis.Remedy;
import dev.whichhop.model.diagnosis.Safety;
import dev.whichhop.model.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is to be said about a remedy besides its text, the same in every format. */
public final class RemedySentences {
  private final Messages messages;

  public RemedySentences(Messages messages) {
    this.messages = messages;
  }

  /** Safety, values, how to apply, how to see it in force, how to undo it. */
  public List<String> notes(Remedy remedy) {
    List<String> notes = new ArrayList<>();
    notes.add(safety(remedy.safety()));
    for (ComputedValue value : remedy.values()) {
      notes.add(value(value));
    }
    if (!remedy.apply().isEmpty()) {
      notes.add(messages.text("report.remedy.apply") + " " + remedy.apply());
    }
    if (!remedy.verify().isEmpty()) {
      notes.add(messages.text("report.remedy.verify") + " " + remedy.verify());
    }
    if (!remedy.prior().isEmpty()) {
      notes.add(messages.text("report.remedy.undo") + " " + places(remedy.prior()));
    } else if (!remedy.apply().isEmpty() && remedy.safety().reversible()) {
      notes.add(messages.text("report.remedy.undo-remove"));
    }
    return notes;
  }

  /** {@code touches the callers of one service; nothing restarts}. */
  public String safety(Safety safety) {
    List<String> parts = new ArrayList<>();
    if (safety.now()) {
      parts.add(messages.text("report.safety.now"));
    }
    parts.add(messages.text("report.safety.radius." + word(safety.radius())));
    if (!safety.now()) {
      parts.add(messages.text("report.safety.restart." + word(safety.restart())));
    }
    if (!safety.reversible()) {
      parts.add(messages.text("report.safety.irreversible"));
    }
    return String.join("; ", parts);
  }

  /** The value with its formula and places, or what to measure. */
  public String value(ComputedValue value) {
    String formula = phrase(value.formula());
    if (!value.known()) {
      return messages.text(
          "report.remedy.measure", Map.of("name", "<" + value.name() + ">", "formula", formula));
    }
    String sentence =
        messages.text("report.remedy.computed", Map.of("value", value.value(), "formula", formula));
    String places =
        String.join(
            ", ", value.inputs().stream().map(one -> one.place().toString()).distinct().toList());
    return places.isEmpty() ? sentence : sentence + " [" + places + "]";
  }

  /** {@code what: why}, and where it was made already. */
  public String refusal(Refusal refusal) {
    String sentence =
        messages.text("refused." + refusal.id() + ".what")
            + ": "
            + messages.text("refused." + refusal.id() + ".why");
    return refusal.evidence().isEmpty()
        ? sentence
        : sentence + " " + messages.text("report.refused.made") + " " + places(refusal.evidence());
  }

  String phrase(Phrase phrase) {
    return messages.text(phrase.key(), phrase.values());
  }

  private static String places(List<Evidence> evidence) {
    return String.join(
        "; ", evidence.stream().map(one -> one.text() + " (" + one.place() + ")").toList());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
