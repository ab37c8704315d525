package dev.whichhop.app.report.html;

import dev.whichhop.app.report.Sentences;
import dev.whichhop.flows.chart.Graph;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import java.io.PrintWriter;
import java.util.List;

/** A result of a query as one page with a picture and the table of its numbers. */
public final class GraphPage {
  private GraphPage() {}

  /**
   * Prints the page.
   *
   * @param query what was asked, shown as the heading
   * @param notes what the answer is not the whole answer to
   */
  public static void print(
      Graph graph,
      String query,
      List<String> notes,
      Messages messages,
      Language language,
      PrintWriter to) {
    Sheet sheet = new Sheet(new Markup(), messages, new Sentences(messages));
    PageFrame frame = new PageFrame(sheet);
    frame.open(language, query, "", notes);
    switch (graph) {
      case Graph.Series series -> new SeriesGraph(sheet).write(series);
      case Graph.Bars bars -> new BarGraph(sheet).write(bars);
      case Graph.Pairs pairs when pairs.flows() -> new BandGraph(sheet).write(pairs);
      case Graph.Pairs pairs -> new SquareGraph(sheet).write(pairs);
    }
    to.print(frame.finished());
  }
}
