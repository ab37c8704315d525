package dev.whichhop.app.report.html;

import dev.whichhop.app.report.RemedySentences;
import dev.whichhop.model.diagnosis.Diagnosis;
import dev.whichhop.model.diagnosis.Finding;
import dev.whichhop.model.diagnosis.RankedCause;
import dev.whichhop.model.diagnosis.Remedy;
import java.util.List;

/** The causes in their order: evidence for and against side by side, the first with remedies. */
final class CauseCards {
  private CauseCards() {}

  static void write(Diagnosis diagnosis, Sheet sheet) {
    List<RankedCause> causes = diagnosis.causes();
    if (causes.isEmpty()) {
      return;
    }
    boolean fault = diagnosis.verdict() == Diagnosis.Verdict.FAULT;
    if (fault) {
      sheet.section("cause", "html.cause");
      open(causes.getFirst(), sheet);
      sheet.out().close();
      causes = causes.subList(1, causes.size());
    }
    if (!causes.isEmpty()) {
      sheet.section("others", fault ? "report.also-possible" : "report.still-possible");
      for (RankedCause cause : causes) {
        folded(cause, sheet);
      }
      sheet.out().close();
    }
  }

  private static void open(RankedCause cause, Sheet sheet) {
    Markup out = sheet.out();
    out.open("p", "class", "subject");
    out.element("code", cause.id()).text(" @ " + cause.hop().id());
    if (!cause.subject().isEmpty()) {
      out.text(" · ").element("code", cause.subject(), "dir", "ltr");
    }
    out.text(" · " + sheet.text("html.explains") + " " + String.join(", ", cause.explains()));
    out.close();
    out.element("p", sheet.text("cause." + cause.id() + ".mechanism"), "class", "mechanism");
    reasons(cause, sheet);
    if (!cause.remedies().isEmpty()) {
      out.element("h3", sheet.text("page.remedies"));
      cause.remedies().forEach(remedy -> remedy(remedy, sheet));
    }
  }

  private static void folded(RankedCause cause, Sheet sheet) {
    Markup out = sheet.out();
    out.open("details", "class", "card").open("summary");
    out.element("b", Sheet.percent(cause.confidence()));
    out.text(" " + sheet.text("cause." + cause.id() + ".title") + " ");
    out.element("code", cause.id() + " @ " + cause.hop().id());
    out.close();
    reasons(cause, sheet);
    out.close();
  }

  private static void reasons(RankedCause cause, Sheet sheet) {
    Markup out = sheet.out();
    out.open("div", "class", "sides");
    side("for", "+", cause.supporting(), sheet);
    side("against", "−", cause.opposing(), sheet);
    out.close();
  }

  private static void side(String word, String sign, List<Finding> findings, Sheet sheet) {
    Markup out = sheet.out();
    out.open("div", "class", word);
    out.element("h3", sheet.text("page." + word) + " (" + findings.size() + ")");
    if (findings.isEmpty()) {
      out.element("p", sheet.text("html.nothing-" + word), "class", "none");
    }
    out.open("ul", "class", "reasons");
    for (Finding finding : findings) {
      out.open("li").element("span", sign + " ", "class", "sign", "aria-hidden", "true");
      out.text(sheet.sentences().finding(finding) + " ");
      out.element("code", finding.check(), "class", "code");
      sheet.evidence(finding);
      out.close();
    }
    out.close().close();
  }

  private static void remedy(Remedy remedy, Sheet sheet) {
    Markup out = sheet.out();
    out.open("div", "class", "remedy");
    out.element("p", sheet.text("remedy." + remedy.id() + ".do"), "class", "do");
    if (!remedy.text().isBlank()) {
      out.open("pre", "tabindex", "0", "dir", "ltr").element("code", remedy.text().strip()).close();
    }
    out.open("ul", "class", "notes");
    for (String note : new RemedySentences(sheet.messages()).notes(remedy)) {
      out.element("li", note);
    }
    out.close();
    String limits = "remedy." + remedy.id() + ".limits";
    if (sheet.messages().has(limits)) {
      out.element("p", sheet.text("report.limits") + " " + sheet.text(limits), "class", "limits");
    }
    out.close();
  }
}
