package dev.whichhop.app.report;

import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Step;
import dev.whichhop.model.diagnosis.Step.Reply;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.survey.Integration;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The integration report as text: the questions in order, then who is responsible for what. */
public final class IntegrationText {
  private static final List<Hop> DUTIES =
      List.of(Hop.GATEWAY, Hop.ACTIVATOR, Hop.SIDECAR, Hop.QUEUE_PROXY, Hop.APP, Hop.CONTROL_PLANE);

  private final Messages messages;
  private final Sentences sentences;
  private final Style style;

  public IntegrationText(Messages messages, boolean colours) {
    this.messages = messages;
    this.sentences = new Sentences(messages);
    this.style = new Style(colours);
  }

  /** Prints all of it. */
  public void print(Integration integration, PrintWriter out) {
    String verdict = integration.blind() ? "blind" : integration.broken() ? "broken" : "intact";
    out.println(style.strong(messages.text("integration.verdict." + verdict)));
    out.println();
    out.println(style.strong(messages.text("integration.order")));
    boolean first = true;
    int number = 0;
    for (Step step : integration.steps()) {
      number++;
      String line =
          String.format(Locale.ROOT, "%2d. ", number)
              + sentences.phrase(step.question())
              + " "
              + messages.text("report.reply." + step.reply().name().toLowerCase(Locale.ROOT))
              + ": "
              + sentences.phrase(step.because());
      boolean wrong = step.reply() == Reply.NO;
      String safe = SafeText.line(line);
      out.println(wrong ? style.bad(safe) : step.reply() == Reply.YES ? safe : style.faint(safe));
      if (wrong && first) {
        out.println("      " + style.strong(messages.text("integration.first")));
        first = false;
      }
      if (wrong) {
        for (Evidence one : step.evidence()) {
          out.println(
              style.faint("      " + SafeText.line(one.place() + "  " + one.text().strip())));
        }
      }
    }
    out.println();
    out.println(style.strong(messages.text("integration.duties")));
    for (Hop hop : DUTIES) {
      out.println("  " + hop.id() + ": " + messages.text("integration.duty." + hop.id()));
    }
  }
}
