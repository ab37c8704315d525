package dev.whichhop.app.report;

import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Caveat;
import dev.whichhop.model.diagnosis.Diagnosis;
import dev.whichhop.model.diagnosis.Finding;
import dev.whichhop.model.diagnosis.RankedCause;
import dev.whichhop.model.diagnosis.Refusal;
import dev.whichhop.model.diagnosis.Remedy;
import dev.whichhop.model.diagnosis.Station;
import dev.whichhop.model.diagnosis.Step;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.diagnosis.Triage;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.InputFile;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The answer as text for a terminal: what matters at 3 a.m. first. */
public final class TextReport {
  /** Lines of evidence below one reason; the JSON has all of them. */
  private static final int EVIDENCE_SHOWN = 3;

  /** Less probable causes get a line, not their reasons. */
  private static final double SERIOUS = 0.1;

  private static final int REASONS_SHOWN = 6;
  private static final int RULED_OUT_SHOWN = 6;
  private static final int RISKS_SHOWN = 8;
  private static final int REFUSED_SHOWN = 3;
  private static final int CANDIDATES_SHOWN = 6;

  private final Messages messages;
  private final Sentences sentences;
  private final Style style;
  private final LadderText ladders;
  private final RemedySentences remedySentences;

  public TextReport(Messages messages, boolean colours) {
    this.messages = messages;
    this.sentences = new Sentences(messages);
    this.style = new Style(colours);
    this.ladders = new LadderText(messages, colours);
    this.remedySentences = new RemedySentences(messages);
  }

  /** Prints the whole answer. */
  public void print(Diagnosis diagnosis, PrintWriter out) {
    caveats(diagnosis, out);
    strip(diagnosis.route(), out);
    verdict(diagnosis, out);
    symptoms(diagnosis, out);
    causes(diagnosis, out);
    refused(diagnosis, out);
    ladders.section(diagnosis.ladders(), out);
    walk(diagnosis, out);
    ruledOut(diagnosis, out);
    next(diagnosis, out);
    risks(diagnosis, out);
    inputs(diagnosis.inputs(), out);
  }

  /** Of an answer that one line cannot settle: what is possible, and what to fetch. */
  public void printCandidates(Diagnosis diagnosis, PrintWriter out) {
    if (!diagnosis.causes().isEmpty()) {
      heading("line.candidates", out);
      diagnosis.causes().stream()
          .limit(CANDIDATES_SHOWN)
          .forEach(cause -> {
            String title = messages.text("cause." + cause.id() + ".title");
            out.println("  " + cause.id() + " (" + cause.hop().id() + "): " + title);
          });
      out.println();
    }
    next(diagnosis, out);
  }

  private void caveats(Diagnosis diagnosis, PrintWriter out) {
    for (Caveat caveat : diagnosis.caveats()) {
      caveat
          .sentences()
          .forEach(one -> out.println(style.strong("! ") + SafeText.line(sentences.phrase(one))));
      evidence(caveat.evidence(), EVIDENCE_SHOWN * 2, out);
    }
    if (!diagnosis.caveats().isEmpty()) {
      out.println();
    }
  }

  /** The path strip: {@code client ok ── nlb FAULT ── gateway ok ── app unseen}. */
  private void strip(List<Station> route, PrintWriter out) {
    StringBuilder strip = new StringBuilder();
    for (Station station : route) {
      if (!strip.isEmpty()) {
        strip.append(" ── ");
      }
      String state = messages.text("report.state." + word(station.state()));
      String box = "[" + station.hop().id() + " " + mark(station.state()) + " " + state + "]";
      strip.append(
          switch (station.state()) {
            case OK -> style.good(box);
            case FAULT -> style.bad(box);
            case UNSEEN -> style.faint(box);
          });
    }
    out.println(strip);
    out.println();
  }

  private static String mark(Station.State state) {
    return switch (state) {
      case OK -> "✓";
      case FAULT -> "✗";
      case UNSEEN -> "?";
    };
  }

  private void verdict(Diagnosis diagnosis, PrintWriter out) {
    out.println(style.strong(SafeText.line(sentences.verdict(diagnosis))));
    out.println();
  }

  private void symptoms(Diagnosis diagnosis, PrintWriter out) {
    if (diagnosis.symptoms().isEmpty()) {
      return;
    }
    heading("report.symptoms", out);
    for (Symptom symptom : diagnosis.symptoms()) {
      String disposition = messages.text("report.disposition." + word(symptom.disposition()));
      out.println(
          "  "
              + symptom.id()
              + "  "
              + SafeText.line(sentences.phrase(symptom.what()) + " (" + disposition + ")"));
      evidence(symptom.evidence(), 1, out);
      diagnosis.triage().stream()
          .filter(one -> one.symptom().equals(symptom.id()))
          .forEach(one -> triage(one, out));
    }
    out.println();
  }

  /** One line: the situations that hold with their figures, then those that do not. */
  private void triage(Triage triage, PrintWriter out) {
    StringBuilder line = new StringBuilder();
    for (Triage.Trait trait : triage.answered(Step.Reply.YES)) {
      line.append(line.isEmpty() ? messages.text("triage.yes") + " " : "; ")
          .append(messages.text("situation." + trait.situation().id()))
          .append(" (")
          .append(sentences.phrase(trait.because()))
          .append(')');
    }
    List<Triage.Trait> not = triage.answered(Step.Reply.NO);
    for (int i = 0; i < not.size(); i++) {
      line.append(i > 0 ? ", " : (line.isEmpty() ? "" : ". ") + messages.text("triage.no") + " ")
          .append(messages.text("situation." + not.get(i).situation().id()));
    }
    if (!line.isEmpty()) {
      out.println("      " + SafeText.text(line.toString().replace('\n', ' ')));
    }
  }

  /** The verdict's cause with its remedies, then the others: all reasons while they are serious. */
  private void causes(Diagnosis diagnosis, PrintWriter out) {
    boolean fault = diagnosis.verdict() == Diagnosis.Verdict.FAULT;
    List<RankedCause> causes = diagnosis.causes();
    for (int i = 0; i < causes.size(); i++) {
      RankedCause cause = causes.get(i);
      boolean verdict = fault && i == 0;
      if (i == (fault ? 1 : 0)) {
        heading(fault ? "report.also-possible" : "report.still-possible", out);
      }
      if (verdict || cause.confidence() >= SERIOUS) {
        cause(cause, verdict, out);
      } else {
        out.println(SafeText.line(headline(cause)));
        out.println("     " + messages.text("cause." + cause.id() + ".title"));
        out.println();
      }
    }
  }

  private String headline(RankedCause cause) {
    String subject = messages.value("subject", cause.subject());
    return percent(cause.confidence())
        + "  "
        + cause.id()
        + " @ "
        + cause.hop().id()
        + (subject.isEmpty() ? "" : " (" + subject + ")");
  }

  private void cause(RankedCause cause, boolean verdict, PrintWriter out) {
    out.println(style.strong(SafeText.line(headline(cause))));
    out.println("     " + messages.text("cause." + cause.id() + ".title"));
    reasons("+", cause.supporting(), out);
    reasons("-", cause.opposing(), out);
    if (verdict) {
      cause.remedies().forEach(remedy -> remedy(remedy, out));
    }
    out.println();
  }

  private void reasons(String sign, List<Finding> findings, PrintWriter out) {
    findings.stream()
        .limit(REASONS_SHOWN)
        .forEach(finding -> {
          out.println("   " + sign + " " + SafeText.line(sentences.finding(finding)));
          if (finding.answer() instanceof Answer.Found found) {
            evidence(found.evidence(), EVIDENCE_SHOWN, out);
          }
        });
  }

  private void remedy(Remedy remedy, PrintWriter out) {
    out.println(
        "   "
            + style.strong(messages.text("report.remedy"))
            + " "
            + messages.text("remedy." + remedy.id() + ".do"));
    remedy.text().lines().forEach(line -> out.println("       " + SafeText.line(line)));
    for (String note : remedySentences.notes(remedy)) {
      out.println("     " + SafeText.line(note));
    }
    String limits = "remedy." + remedy.id() + ".limits";
    if (messages.has(limits)) {
      out.println("     " + messages.text("report.limits") + " " + messages.text(limits));
    }
  }

  /** Harmful changes: those that somebody has made, and those that are at hand. */
  private void refused(Diagnosis diagnosis, PrintWriter out) {
    if (diagnosis.refused().isEmpty()) {
      return;
    }
    heading("report.refused", out);
    diagnosis.refused().stream()
        .sorted(Comparator.comparing((Refusal one) -> one.evidence().isEmpty()))
        .limit(REFUSED_SHOWN)
        .forEach(one -> out.println("  " + SafeText.line(remedySentences.refusal(one))));
    out.println();
  }

  /** The steps in their order; what could not be seen at a hop is left to the JSON. */
  private void walk(Diagnosis diagnosis, PrintWriter out) {
    heading("report.walk", out);
    for (Step step : diagnosis.walk()) {
      boolean arrival = step.ask().equals("arrived");
      if (arrival || step.reply() != Step.Reply.UNSEEN) {
        out.println(
            (arrival ? "  " : "    ")
                + SafeText.line(
                    sentences.phrase(step.question())
                        + " "
                        + messages.text("report.reply." + word(step.reply()))
                        + ": "
                        + sentences.phrase(step.because())));
        if (arrival || step.reply() == Step.Reply.NO) {
          evidence(step.evidence(), 1, out);
        }
      }
      if (step.stop()) {
        out.println("    " + style.strong(messages.text("walk.stopped")));
      }
    }
    out.println();
  }

  private void ruledOut(Diagnosis diagnosis, PrintWriter out) {
    if (diagnosis.ruledOut().isEmpty()) {
      return;
    }
    heading("report.ruled-out", out);
    diagnosis.ruledOut().stream()
        .limit(RULED_OUT_SHOWN)
        .forEach(one ->
            out.println(
                "  " + SafeText.line(one.cause() + ": " + sentences.finding(one.because()))));
    out.println();
  }

  private void next(Diagnosis diagnosis, PrintWriter out) {
    if (diagnosis.nextEvidence().isEmpty()) {
      return;
    }
    heading("report.next", out);
    diagnosis
        .nextEvidence()
        .forEach(one -> {
          out.println("  " + messages.text("artefact." + one.artefact() + ".what"));
          one.command().lines().forEach(line -> out.println("    $ " + line));
        });
    out.println();
  }

  private void risks(Diagnosis diagnosis, PrintWriter out) {
    if (diagnosis.risks().isEmpty()) {
      return;
    }
    heading("report.risks", out);
    diagnosis.risks().stream()
        .limit(RISKS_SHOWN)
        .forEach(risk -> {
          out.println("  ! " + SafeText.line(sentences.finding(risk.finding())));
          if (risk.finding().answer() instanceof Answer.Found found) {
            evidence(found.evidence(), 1, out);
          }
        });
    out.println();
  }

  private void inputs(List<InputFile> inputs, PrintWriter out) {
    long read = inputs.stream().filter(InputFile::read).count();
    out.println(
        messages.text("report.inputs", Map.of("read", "" + read, "all", "" + inputs.size())));
    inputs.stream()
        .filter(one -> !one.problem().isEmpty())
        .forEach(one ->
            out.println(
                "  " + SafeText.line(one.file() + " (" + one.format() + "): " + one.problem())));
  }

  private void heading(String key, PrintWriter out) {
    out.println(style.strong(messages.text(key)));
  }

  private void evidence(List<Evidence> evidence, int most, PrintWriter out) {
    evidence.stream()
        .limit(most)
        .forEach(one ->
            out.println(
                style.faint("       " + SafeText.line(one.place() + "  " + one.text().strip()))));
    if (evidence.size() > most && most > 1) {
      out.println(
          style.faint(
              "       "
                  + messages.text("report.more", Map.of("count", "" + (evidence.size() - most)))));
    }
  }

  private static String percent(double confidence) {
    return Math.round(confidence * 100) + " %";
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
