package dev.whichhop.app.report.html;

import dev.whichhop.app.report.Sentences;
import dev.whichhop.diagnosis.picture.Pictures;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.diagnosis.Diagnosis;
import java.io.PrintWriter;
import java.util.List;

/** The answer as one page. The same diagnosis gives the same bytes. */
public final class HtmlReport {
  private final Diagnosis diagnosis;
  private final Pictures pictures;
  private final Language language;
  private final Sheet sheet;

  private HtmlReport(Diagnosis diagnosis, Pictures pictures, Messages messages, Language language) {
    this.diagnosis = diagnosis;
    this.pictures = pictures;
    this.language = language;
    this.sheet = new Sheet(new Markup(), messages, new Sentences(messages));
  }

  /** Prints the page. */
  public static void print(
      Diagnosis diagnosis,
      Pictures pictures,
      Messages messages,
      Language language,
      PrintWriter to) {
    to.print(new HtmlReport(diagnosis, pictures, messages, language).page());
  }

  private String page() {
    PageFrame frame = new PageFrame(sheet);
    List<String> caveats =
        diagnosis.caveats().stream()
            .flatMap(caveat -> caveat.sentences().stream())
            .map(sheet.sentences()::phrase)
            .toList();
    frame.open(language, verdict(), Sheet.word(diagnosis.verdict()), caveats);
    sections();
    return frame.finished();
  }

  private void sections() {
    PathStrip.write(diagnosis.route(), pictures, sheet);
    if (diagnosis.verdict() == Diagnosis.Verdict.INSUFFICIENT) {
      Lists.next(diagnosis.nextEvidence(), sheet);
    }
    Lists.symptoms(diagnosis, sheet);
    CauseCards.write(diagnosis, sheet);
    pictures
        .timeline()
        .ifPresent(one -> TimelineChart.write(one, diagnosis.symptoms(), pictures.trace(), sheet));
    GapChart.write(pictures.gaps(), sheet);
    LadderChart.write(diagnosis.ladders(), sheet);
    pictures.trace().ifPresent(one -> RequestChart.write(one, diagnosis, sheet));
    Lists.walk(diagnosis.walk(), sheet);
    Lists.ruledOut(diagnosis.ruledOut(), sheet);
    if (diagnosis.verdict() != Diagnosis.Verdict.INSUFFICIENT) {
      Lists.next(diagnosis.nextEvidence(), sheet);
    }
    Lists.risks(diagnosis.risks(), sheet);
    Lists.inputs(diagnosis, sheet);
  }

  private String verdict() {
    return sheet.sentences().verdict(diagnosis);
  }
}
