package dev.whichhop.app.report;

import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Caveat;
import dev.whichhop.model.diagnosis.Diagnosis;
import dev.whichhop.model.diagnosis.Diagnosis.Verdict;
import dev.whichhop.model.diagnosis.Finding;
import dev.whichhop.model.diagnosis.NextEvidence;
import dev.whichhop.model.diagnosis.RankedCause;
import dev.whichhop.model.diagnosis.Remedy;
import dev.whichhop.model.diagnosis.Risk;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A diagnosis as notices for SARIF and JUnit. Rules are the codes of causes and checks, so a notice
 * keeps its rule from run to run.
 *
 * <p>Causes of the verdict are errors. Without a verdict a warning says so: a report without any
 * result would read as "all is well". What is only possible, and risks that explain nothing that
 * was seen, are notes.
 */
public final class DiagnosisNotices {
  /** Rule of the notice that stands for a missing verdict. */
  static final String EVIDENCE_MISSING = "evidence-missing";

  /** Rule of the notice that says what the answer is not the whole answer to. */
  static final String CAVEAT = "answer-limited";

  private static final int MOST_PLACES = 20;

  private final Messages messages;
  private final Sentences sentences;

  private DiagnosisNotices(Messages messages) {
    this.messages = messages;
    this.sentences = new Sentences(messages);
  }

  /** Causes in their order, then what is missing, then risks. */
  public static List<Notice> of(Diagnosis diagnosis, Messages messages) {
    return new DiagnosisNotices(messages).notices(diagnosis);
  }

  private List<Notice> notices(Diagnosis diagnosis) {
    List<Notice> notices = new ArrayList<>();
    List<RankedCause> blamed = diagnosis.blamed();
    for (RankedCause cause : diagnosis.causes()) {
      notices.add(cause(cause, blamed.contains(cause) ? Notice.Level.ERROR : Notice.Level.NOTE));
    }
    if (diagnosis.verdict() == Verdict.INSUFFICIENT) {
      notices.add(missing(diagnosis));
    }
    diagnosis.risks().forEach(risk -> notices.add(risk(risk)));
    diagnosis.caveats().forEach(caveat -> notices.add(caveat(caveat)));
    return List.copyOf(notices);
  }

  private Notice cause(RankedCause cause, Notice.Level level) {
    String title = messages.text("cause." + cause.id() + ".title");
    StringBuilder message = new StringBuilder();
    message.append(
        messages.text(
            level == Notice.Level.ERROR ? "report.verdict.fault" : "report.verdict.possible",
            Map.of(
                "hop",
                cause.hop().id(),
                "cause",
                cause.id(),
                "title",
                title,
                "percent",
                Math.round(cause.confidence() * 100) + " %")));
    cause
        .supporting()
        .forEach(finding -> message.append("\n+ ").append(sentences.finding(finding)));
    cause.opposing().forEach(finding -> message.append("\n- ").append(sentences.finding(finding)));
    for (Remedy remedy : cause.remedies()) {
      message.append('\n').append(messages.text("report.remedy")).append(' ');
      message.append(messages.text("remedy." + remedy.id() + ".do"));
    }
    List<Place> places =
        cause.supporting().stream()
            .flatMap(DiagnosisNotices::evidence)
            .map(Evidence::place)
            .distinct()
            .limit(MOST_PLACES)
            .toList();
    return new Notice(
        cause.id(),
        title,
        level,
        message.toString(),
        messages.text("cause." + cause.id() + ".mechanism"),
        places,
        0,
        // Log lines differ from run to run; hop and subject tell one fault from another.
        cause.hop().id() + " " + cause.subject());
  }

  private Notice missing(Diagnosis diagnosis) {
    StringBuilder message = new StringBuilder(messages.text("report.verdict.insufficient"));
    for (NextEvidence next : diagnosis.nextEvidence()) {
      message.append('\n').append(messages.text("artefact." + next.artefact() + ".what"));
      message.append(": ").append(next.command());
    }
    List<Place> places =
        diagnosis.symptoms().stream()
            .flatMap(symptom -> symptom.evidence().stream())
            .map(Evidence::place)
            .distinct()
            .limit(MOST_PLACES)
            .toList();
    return new Notice(
        EVIDENCE_MISSING,
        messages.text("report.next"),
        Notice.Level.WARNING,
        message.toString(),
        "",
        places,
        0,
        "");
  }

  private Notice caveat(Caveat caveat) {
    return new Notice(
        CAVEAT,
        messages.text("report.caveat"),
        Notice.Level.NOTE,
        caveat.sentences().stream().map(sentences::phrase).collect(Collectors.joining("\n")),
        "",
        caveat.evidence().stream().map(Evidence::place).distinct().limit(MOST_PLACES).toList(),
        0,
        caveat.getClass().getSimpleName());
  }

  private Notice risk(Risk risk) {
    Finding finding = risk.finding();
    return new Notice(
        finding.check(),
        messages.text("check." + finding.check() + ".title"),
        Notice.Level.NOTE,
        sentences.finding(finding),
        "",
        evidence(finding).map(Evidence::place).distinct().limit(MOST_PLACES).toList(),
        0,
        finding.answer() instanceof Answer.Found found ? found.subject() : "");
  }

  private static Stream<Evidence> evidence(Finding finding) {
    return finding.answer() instanceof Answer.Found found ? found.evidence().stream() : Stream.of();
  }
}
