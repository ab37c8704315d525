package dev.whichhop.app.report;

import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Caveat;
import dev.whichhop.model.diagnosis.Diagnosis;
import dev.whichhop.model.diagnosis.Finding;
import dev.whichhop.model.diagnosis.NextEvidence;
import dev.whichhop.model.diagnosis.RankedCause;
import dev.whichhop.model.diagnosis.Remedy;
import dev.whichhop.model.diagnosis.Station;
import dev.whichhop.model.diagnosis.Step;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.diagnosis.Triage;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.InputFile;
import dev.whichhop.model.evidence.Place;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The answer as Markdown for a ticket: what a colleague must know, and how to check it. */
public final class MarkdownReport {
  private static final int EVIDENCE_SHOWN = 2;
  private static final int REASONS_SHOWN = 6;
  private static final int RISKS_SHOWN = 8;

  private final Messages messages;
  private final Sentences sentences;
  private final PrintWriter out;
  private final Set<Place> cited = new HashSet<>();

  private MarkdownReport(Messages messages, PrintWriter out) {
    this.messages = messages;
    this.sentences = new Sentences(messages);
    this.out = out;
  }

  /** Prints the document. */
  public static void print(Diagnosis diagnosis, Messages messages, PrintWriter out) {
    new MarkdownReport(messages, out).print(diagnosis);
  }

  private void print(Diagnosis diagnosis) {
    line("## " + MarkdownText.line(sentences.verdict(diagnosis)));
    line("");
    line(diagnosis.route().stream().map(this::station).collect(Collectors.joining(" → ")));
    caveats(diagnosis.caveats());
    symptoms(diagnosis);
    boolean fault = diagnosis.verdict() == Diagnosis.Verdict.FAULT && !diagnosis.causes().isEmpty();
    if (fault) {
      cause(diagnosis.causes().getFirst());
    } else {
      next(diagnosis.nextEvidence());
    }
    others(diagnosis.causes().subList(fault ? 1 : 0, diagnosis.causes().size()), fault);
    if (fault) {
      next(diagnosis.nextEvidence());
    }
    risks(diagnosis);
    inputs(diagnosis.inputs());
  }

  private void caveats(List<Caveat> caveats) {
    for (Caveat caveat : caveats) {
      line("");
      caveat
          .sentences()
          .forEach(one -> line("> " + MarkdownText.line(sentences.phrase(one)) + "  "));
    }
  }

  private String station(Station station) {
    String state = station.state().name().toLowerCase(Locale.ROOT);
    String text = station.hop().id() + " (" + messages.text("report.state." + state) + ")";
    return station.state() == Station.State.FAULT ? "**" + text + "**" : text;
  }

  private void symptoms(Diagnosis diagnosis) {
    List<Symptom> symptoms = diagnosis.symptoms();
    if (symptoms.isEmpty()) {
      return;
    }
    heading("report.symptoms");
    for (Symptom symptom : symptoms) {
      String disposition = symptom.disposition().name().toLowerCase(Locale.ROOT);
      line(
          "- **"
              + symptom.id()
              + "** "
              + MarkdownText.line(sentences.phrase(symptom.what()))
              + " ("
              + messages.text("report.disposition." + disposition)
              + symptom.first().map(time -> "; " + time).orElse("")
              + symptom
                  .last()
                  .filter(last -> !symptom.first().equals(symptom.last()))
                  .map(time -> " – " + time)
                  .orElse("")
              + ")");
      diagnosis.triage().stream()
          .filter(one -> one.symptom().equals(symptom.id()))
          .flatMap(one -> one.answered(Step.Reply.YES).stream())
          .forEach(this::situation);
      evidence(symptom.evidence());
    }
  }

  private void situation(Triage.Trait trait) {
    line(
        "  - "
            + messages.text("situation." + trait.situation().id())
            + ": "
            + MarkdownText.line(sentences.phrase(trait.because())));
  }

  private void cause(RankedCause cause) {
    heading("html.cause");
    line(MarkdownText.code(cause.id()) + " · " + cause.hop().id() + subject(cause));
    line("");
    line(MarkdownText.line(messages.text("cause." + cause.id() + ".mechanism")));
    reasons("page.for", cause.supporting());
    reasons("page.against", cause.opposing());
    if (!cause.remedies().isEmpty()) {
      heading("page.remedies");
      cause.remedies().forEach(this::remedy);
    }
  }

  private void reasons(String key, List<Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    line("");
    line("**" + messages.text(key) + "**");
    line("");
    for (Finding finding : findings.subList(0, Math.min(findings.size(), REASONS_SHOWN))) {
      line("- " + MarkdownText.line(sentences.finding(finding)));
      if (finding.answer() instanceof Answer.Found found) {
        evidence(found.evidence());
      }
    }
    if (findings.size() > REASONS_SHOWN) {
      line("- " + more(findings.size() - REASONS_SHOWN));
    }
  }

  private void remedy(Remedy remedy) {
    line("**" + MarkdownText.line(messages.text("remedy." + remedy.id() + ".do")) + "**");
    line("");
    if (!remedy.text().isBlank()) {
      String language = remedy.kind().equals("yaml") ? "yaml" : "sh";
      out.print(MarkdownText.block(language, remedy.text()));
      line("");
    }
    for (String note : new RemedySentences(messages).notes(remedy)) {
      line("- " + MarkdownText.line(note));
    }
    line("");
    String limits = "remedy." + remedy.id() + ".limits";
    if (messages.has(limits)) {
      line(messages.text("report.limits") + " " + MarkdownText.line(messages.text(limits)));
      line("");
    }
  }

  private void others(List<RankedCause> causes, boolean fault) {
    if (causes.isEmpty()) {
      return;
    }
    heading(fault ? "report.also-possible" : "report.still-possible");
    for (RankedCause cause : causes) {
      line(
          "- "
              + percent(cause)
              + " "
              + MarkdownText.code(cause.id())
              + " · "
              + cause.hop().id()
              + subject(cause)
              + ": "
              + MarkdownText.line(messages.text("cause." + cause.id() + ".title")));
    }
  }

  private void next(List<NextEvidence> next) {
    if (next.isEmpty()) {
      return;
    }
    heading("report.next");
    for (NextEvidence one : next) {
      line("- " + MarkdownText.line(messages.text("artefact." + one.artefact() + ".what")));
      line("");
      MarkdownText.block("sh", one.command()).lines().forEach(text -> line("  " + text));
    }
  }

  private void risks(Diagnosis diagnosis) {
    if (diagnosis.risks().isEmpty()) {
      return;
    }
    heading("report.risks");
    diagnosis.risks().stream()
        .limit(RISKS_SHOWN)
        .forEach(risk -> {
          line("- " + MarkdownText.line(sentences.finding(risk.finding())));
          if (risk.finding().answer() instanceof Answer.Found found) {
            evidence(found.evidence());
          }
        });
    if (diagnosis.risks().size() > RISKS_SHOWN) {
      line("- " + more(diagnosis.risks().size() - RISKS_SHOWN));
    }
  }

  private void inputs(List<InputFile> inputs) {
    long read = inputs.stream().filter(InputFile::read).count();
    line("");
    line(messages.text("report.inputs", Map.of("read", "" + read, "all", "" + inputs.size())));
  }

  /** Place and text; the text only where it is cited first. */
  private void evidence(List<Evidence> evidence) {
    for (Evidence one : evidence.subList(0, Math.min(evidence.size(), EVIDENCE_SHOWN))) {
      String text = cited.add(one.place()) ? " " + MarkdownText.code(one.text()) : "";
      line(("  - " + MarkdownText.code(one.place().toString()) + text).stripTrailing());
    }
    if (evidence.size() > EVIDENCE_SHOWN) {
      line("  - " + more(evidence.size() - EVIDENCE_SHOWN));
    }
  }

  private String more(int count) {
    return messages.text("report.more", Map.of("count", "" + count));
  }

  private static String subject(RankedCause cause) {
    return cause.subject().isEmpty() ? "" : " · " + MarkdownText.code(cause.subject());
  }

  private static String percent(RankedCause cause) {
    return Math.round(cause.confidence() * 100) + " %";
  }

  private void heading(String key) {
    line("");
    line("### " + messages.text(key));
    line("");
  }

  /** A line break is the same on every system. */
  private void line(String text) {
    out.print(text);
    out.print('\n');
  }
}
