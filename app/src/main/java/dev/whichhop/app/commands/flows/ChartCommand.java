package dev.whichhop.app.commands.flows;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.flows.GraphText;
import dev.whichhop.app.report.html.GraphPage;
import dev.whichhop.flows.analysis.CheckedQuery;
import dev.whichhop.flows.chart.CannotDraw;
import dev.whichhop.flows.chart.Graph;
import dev.whichhop.flows.chart.Graphs;
import dev.whichhop.flows.chart.Words;
import dev.whichhop.flows.language.QueryError;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code whichhop flows chart 'stats …' PATH…}: the answer of a query as a picture. */
@Command(
    name = "chart",
    mixinStandardHelpOptions = true,
    description =
        "Draws the answer of a query that ends in stats: lines by bin(…), bars, a table of pairs,"
            + " bands.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  whichhop flows chart 'stats sum(bytes) as b by bin(5m)' flow-logs/",
      "  whichhop flows chart 'stats sum(bytes) as b by srcAddr, dstAddr' flow-logs/ -o html",
      "  whichhop flows chart 'stats sum(bytes) as b by srcAddr, dstAddr' flow-logs/ --as sankey"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
final class ChartCommand implements Callable<Integer> {
  /** Formats of the picture. */
  enum Output {
    TEXT,
    HTML
  }

  @Spec private CommandSpec spec;

  @Mixin private QueryOptions options;

  @Option(
      names = "--as",
      paramLabel = "KIND",
      description = "series, bars, heatmap or sankey (default: what fits the groups).")
  private Graph.@Nullable Kind kind;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "text, or html: one page that loads nothing (default: text).")
  private Output output;

  @Option(
      names = "--lang",
      defaultValue = "en",
      paramLabel = "LANGUAGE",
      description = "en or zh (default: en).")
  private Language language;

  @Override
  public Integer call() throws IOException, SQLException {
    PrintWriter err = spec.commandLine().getErr();
    FlowInput input = options.find();
    try (QueryRun run = options.open(input)) {
      CheckedQuery query = options.check(run);
      Messages messages = Messages.load(language);
      QueryOptions.Answer answer =
          options.answer(run, QueryRun.EngineName.DUCKDB, query, input, messages);
      Graph graph = Graphs.of(query, answer.result(), kind, words(messages));
      if (answer.result().recordsScanned() == 0) {
        answer.sayOnly(err);
        return input.statusWithoutRecords();
      }
      print(graph, answer, messages);
      return ExitStatus.NOTHING_WRONG;
    } catch (QueryError error) {
      err.println("whichhop: " + SafeText.text(error.render(options.text())));
      return ExitStatus.USAGE;
    } catch (CannotDraw cannot) {
      err.println("whichhop: " + SafeText.line(String.valueOf(cannot.getMessage())));
      return ExitStatus.USAGE;
    } catch (UncheckedIOException unreadable) {
      err.println("whichhop: " + SafeText.line(String.valueOf(unreadable.getMessage())));
      return ExitStatus.UNREADABLE;
    }
  }

  private static Words words(Messages messages) {
    return new Words(
        messages.text("flows.chart.others"),
        messages.text("flows.chart.left-out"),
        messages.text("flows.chart.none"),
        messages.text("flows.chart.all"));
  }

  private void print(Graph graph, QueryOptions.Answer answer, Messages messages) {
    PrintWriter out = spec.commandLine().getOut();
    switch (output) {
      case TEXT -> {
        GraphText.print(graph, messages, out);
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        answer.said().forEach(note -> err.println(SafeText.text(note)));
      }
      case HTML -> GraphPage.print(graph, options.text(), answer.said(), messages, language, out);
    }
    out.flush();
  }
}
