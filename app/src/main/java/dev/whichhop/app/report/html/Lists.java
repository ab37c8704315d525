package dev.whichhop.app.report.html;

import dev.whichhop.model.diagnosis.Diagnosis;
import dev.whichhop.model.diagnosis.NextEvidence;
import dev.whichhop.model.diagnosis.Risk;
import dev.whichhop.model.diagnosis.RuledOut;
import dev.whichhop.model.diagnosis.Step;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.diagnosis.Triage;
import dev.whichhop.model.evidence.InputFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The parts of the page that are lists and tables by nature. */
final class Lists {
  private static final int MOST_ROWS = 200;

  private Lists() {}

  static void symptoms(Diagnosis diagnosis, Sheet sheet) {
    List<Symptom> symptoms = diagnosis.symptoms();
    if (symptoms.isEmpty()) {
      return;
    }
    Markup out = sheet.out();
    sheet.section("symptoms", "report.symptoms");
    sheet.table(
        sheet.text("report.symptoms"),
        List.of(
            "",
            sheet.text("html.what"),
            sheet.text("html.first-last"),
            sheet.text("html.evidence")));
    for (Symptom symptom : symptoms.subList(0, Math.min(symptoms.size(), MOST_ROWS))) {
      out.open("tr").element("th", symptom.id(), "scope", "row");
      out.open("td").text(sheet.sentences().phrase(symptom.what()) + " ");
      out.element(
          "span",
          sheet.text("report.disposition." + Sheet.word(symptom.disposition())),
          "class",
          "chip");
      diagnosis.triage().stream()
          .filter(one -> one.symptom().equals(symptom.id()))
          .forEach(one -> triage(one, sheet));
      out.close();
      out.open("td", "class", "time");
      symptom.first().ifPresent(time -> out.text(Sheet.time(time)));
      symptom
          .last()
          .filter(last -> !symptom.first().equals(symptom.last()))
          .ifPresent(time -> out.empty("br").text("– " + Sheet.time(time)));
      out.close();
      out.open("td");
      sheet.evidence(symptom.evidence());
      out.close().close();
    }
    sheet.endTable();
    more(symptoms.size(), sheet);
    out.close();
  }

  /** Situations in which the failures happen with their figures, then those in which not. */
  private static void triage(Triage triage, Sheet sheet) {
    Markup out = sheet.out();
    List<Triage.Trait> holds = triage.answered(Step.Reply.YES);
    if (!holds.isEmpty()) {
      out.open("p", "class", "triage").text(sheet.text("triage.yes") + " ");
      for (int i = 0; i < holds.size(); i++) {
        out.text(i == 0 ? "" : "; ").element("b", situation(holds.get(i), sheet));
        out.text("(" + sheet.sentences().phrase(holds.get(i).because()) + ")");
      }
      out.close();
    }
    List<Triage.Trait> not = triage.answered(Step.Reply.NO);
    if (!not.isEmpty()) {
      String words =
          not.stream().map(one -> situation(one, sheet)).collect(Collectors.joining(", "));
      out.element("p", sheet.text("triage.no") + " " + words, "class", "triage");
    }
  }

  private static String situation(Triage.Trait trait, Sheet sheet) {
    return sheet.text("situation." + trait.situation().id());
  }

  static void walk(List<Step> walk, Sheet sheet) {
    Markup out = sheet.out();
    sheet.section("walk", "report.walk");
    out.open("ol", "class", "walk");
    for (Step step : walk) {
      String reply = Sheet.word(step.reply());
      out.open("li", "class", reply);
      out.text(sheet.sentences().phrase(step.question()) + " ");
      out.element("b", sheet.text("report.reply." + reply), "class", "chip");
      out.text(" " + sheet.sentences().phrase(step.because()));
      sheet.evidence(step.evidence());
      if (step.stop()) {
        out.element("b", sheet.text("walk.stopped"));
      }
      out.close();
    }
    out.close().close();
  }

  static void ruledOut(List<RuledOut> ruledOut, Sheet sheet) {
    if (ruledOut.isEmpty()) {
      return;
    }
    sheet.section("ruled-out", "report.ruled-out");
    sheet.table(
        sheet.text("report.ruled-out"),
        List.of(sheet.text("html.cause-word"), sheet.text("html.because")));
    for (RuledOut one : ruledOut) {
      sheet.row(
          List.of(
              sheet.text("cause." + one.cause() + ".title") + " (" + one.cause() + ")",
              sheet.sentences().finding(one.because())));
    }
    sheet.endTable();
    sheet.out().close();
  }

  static void next(List<NextEvidence> next, Sheet sheet) {
    if (next.isEmpty()) {
      return;
    }
    Markup out = sheet.out();
    sheet.section("next", "report.next");
    out.open("ol");
    for (NextEvidence one : next) {
      out.open("li").text(sheet.text("artefact." + one.artefact() + ".what") + " ");
      out.element(
          "span",
          sheet.text("html.settles", "percent", Sheet.percent(one.expectedGain())),
          "class",
          "chip");
      out.open("pre", "tabindex", "0", "dir", "ltr").element("code", one.command().strip()).close();
      out.close();
    }
    out.close().close();
  }

  static void risks(List<Risk> risks, Sheet sheet) {
    if (risks.isEmpty()) {
      return;
    }
    Markup out = sheet.out();
    sheet.section("risks", "report.risks");
    out.open("ul", "class", "reasons");
    for (Risk risk : risks.subList(0, Math.min(risks.size(), MOST_ROWS))) {
      out.open("li").text("! " + sheet.sentences().finding(risk.finding()) + " ");
      out.element("code", risk.finding().check(), "class", "code");
      sheet.evidence(risk.finding());
      out.close();
    }
    out.close();
    more(risks.size(), sheet);
    out.close();
  }

  static void inputs(Diagnosis diagnosis, Sheet sheet) {
    Markup out = sheet.out();
    List<InputFile> inputs = new ArrayList<>();
    diagnosis.inputs().stream().filter(one -> !one.problem().isEmpty()).forEach(inputs::add);
    diagnosis.inputs().stream().filter(one -> one.problem().isEmpty()).forEach(inputs::add);
    long read = inputs.stream().filter(InputFile::read).count();
    sheet.section("inputs", "html.inputs");
    out.open("details").open("summary");
    out.text(
        sheet
            .messages()
            .text("report.inputs", Map.of("read", "" + read, "all", "" + inputs.size())));
    out.close();
    sheet.table(
        sheet.text("html.inputs"),
        List.of(
            sheet.text("html.file"),
            sheet.text("html.format"),
            sheet.text("html.read"),
            sheet.text("html.problem")));
    for (InputFile one : inputs.subList(0, Math.min(inputs.size(), MOST_ROWS))) {
      sheet.row(
          List.of(
              one.file(),
              one.format(),
              sheet.text("report.reply." + (one.read() ? "yes" : "no")),
              one.problem()));
    }
    sheet.endTable();
    more(inputs.size(), sheet);
    out.close().close();
  }

  private static void more(int all, Sheet sheet) {
    if (all > MOST_ROWS) {
      sheet.out().element("p", sheet.text("report.more", "count", all - MOST_ROWS));
    }
  }
}
