package dev.whichhop.app.report;

import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Diagnosis;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Finding;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.RankedCause;
import dev.whichhop.model.diagnosis.Symptom;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Phrases and findings as sentences of one language. */
public final class Sentences {
  private final Messages messages;

  public Sentences(Messages messages) {
    this.messages = messages;
  }

  public String phrase(Phrase phrase) {
    return messages.text(phrase.key(), phrase.values());
  }

  /**
   * What the finding says: the check's own sentence for found and absent, the artefact for blind.
   */
  public String finding(Finding finding) {
    return switch (finding.answer()) {
      case Answer.Found found -> {
        Map<String, String> values = new TreeMap<>(found.values());
        values.put("subject", found.subject());
        yield messages.text("check." + finding.check() + ".found", values);
      }
      case Answer.Absent absent ->
          messages.text(
              "check." + finding.check() + ".absent",
              Map.of("subject", absent.coverage().subject()));
      case Answer.Blind blind ->
          messages.text(
              "report.blind",
              Map.of("artefact", messages.text("artefact." + blind.artefact() + ".what")));
    };
  }

  /** The verdict in one sentence. */
  public String verdict(Diagnosis diagnosis) {
    return switch (diagnosis.verdict()) {
      case FAULT -> {
        if (diagnosis.causes().isEmpty()) {
          yield messages.text("report.verdict.nothing-new");
        }
        RankedCause cause = diagnosis.causes().getFirst();
        yield messages.text(
            "report.verdict.fault",
            Map.of(
                "hop", cause.hop().id(),
                "cause", cause.id(),
                "title", messages.text("cause." + cause.id() + ".title"),
                "percent", Math.round(cause.confidence() * 100) + " %"));
      }
      case HEALTHY -> messages.text("report.verdict.healthy");
      case INSUFFICIENT ->
          served(diagnosis)
              .map(this::notServed)
              .orElseGet(() ->
                  messages.text(
                      diagnosis.nextEvidence().isEmpty()
                          ? "report.verdict.unsettled"
                          : "report.verdict.insufficient"));
    };
  }

  /** The heaviest honest answer, where nothing else is wrong. */
  private static Optional<Symptom> served(Diagnosis diagnosis) {
    boolean faulty =
        diagnosis.symptoms().stream().anyMatch(one -> one.disposition() == Disposition.FAULTY);
    return faulty
        ? Optional.empty()
        : diagnosis.symptoms().stream().filter(Symptom::troubles).findFirst();
  }

  private String notServed(Symptom symptom) {
    String who = symptom.disposition() == Disposition.POLICY ? "policy" : "application";
    return messages.text(
        "report.verdict.not-served." + who,
        Map.of("percent", Math.round(100.0 * symptom.count() / symptom.of()) + " %"));
  }
}
