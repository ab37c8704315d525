package dev.whichhop.app.commands.flows;

import dev.whichhop.app.commands.CannotAnswer;
import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.report.JsonReport;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.flows.QueryNotes;
import dev.whichhop.app.report.flows.QueryTable;
import dev.whichhop.flows.analysis.CheckedQuery;
import dev.whichhop.flows.engine.Result;
import dev.whichhop.flows.function.Moment;
import dev.whichhop.flows.language.QueryError;
import dev.whichhop.flows.value.Assumption;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code whichhop flows query 'fields …' PATH…}: CloudWatch Logs Insights on files. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description =
        "Runs a CloudWatch Logs Insights query on files: flow logs, access logs of NLBs, JSON and"
            + " other lines.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:answered",
      "1:--compare found rows that differ",
      "2:wrong usage, or a query that cannot run",
      "3:no event was found, or --strict and the answer rests on an assumption",
      "4:an input could not be read"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  whichhop flows query 'filter action = \"REJECT\" | stats count(*) by srcAddr, dstPort'"
          + " flow-logs/",
      "  whichhop flows query 'stats sum(bytes) as b by dstAddr | sort b desc | limit 10'"
          + " today.log.gz -o csv"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
final class QueryCommand implements Callable<Integer> {
  /** Formats of the answer. */
  enum Output {
    TEXT,
    JSON,
    CSV
  }

  /** What may answer. */
  enum Engine {
    DUCKDB,
    REFERENCE,
    CLOUDWATCH
  }

  @Spec private CommandSpec spec;

  @Mixin private QueryOptions options;

  @Mixin private CloudWatchOptions logs;

  @Option(
      names = "--engine",
      defaultValue = "duckdb",
      paramLabel = "ENGINE",
      description =
          "duckdb; reference: the plain interpreter, slow; or cloudwatch, which asks --log-group and"
              + " no files (default: duckdb).")
  private Engine engine;

  @Option(
      names = "--compare",
      description =
          "Runs two engines and shows the rows that differ: duckdb and reference, or cloudwatch and"
              + " duckdb on files of the same records.")
  private boolean compare;

  @Option(
      names = "--strict",
      description = "No answer that rests on a rule which AWS does not document.")
  private boolean strict;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "text, json or csv (default: text).")
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
    if (engine == Engine.CLOUDWATCH && !compare) {
      return answerOfCloudWatch();
    }
    FlowInput input = options.find();
    try (QueryRun run = options.open(input)) {
      CheckedQuery query = options.check(run);
      return compare ? compare(run, query, options.moment(input)) : answer(run, query, input);
    } catch (QueryError error) {
      err.println("whichhop: " + SafeText.text(error.render(options.text())));
      return ExitStatus.USAGE;
    } catch (UncheckedIOException unreadable) {
      err.println("whichhop: " + SafeText.line(String.valueOf(unreadable.getMessage())));
      return ExitStatus.UNREADABLE;
    }
  }

  private int answer(QueryRun run, CheckedQuery query, FlowInput input) throws SQLException {
    Messages messages = Messages.load(language);
    QueryRun.EngineName name =
        engine == Engine.REFERENCE ? QueryRun.EngineName.REFERENCE : QueryRun.EngineName.DUCKDB;
    QueryOptions.Answer answer = options.answer(run, name, query, input, messages);
    if (strict && !answer.assumptions().isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      new QueryNotes(messages)
          .of(answer.assumptions())
          .forEach(one -> err.println("whichhop: " + SafeText.line(one)));
      return ExitStatus.EVIDENCE_MISSING;
    }
    if (answer.result().recordsScanned() == 0) {
      answer.sayOnly(spec.commandLine().getErr());
      return input.statusWithoutRecords();
    }
    print(answer.result(), answer.said(), answer.files().inputs(), answer.assumptions());
    return ExitStatus.NOTHING_WRONG;
  }

  private int answerOfCloudWatch() {
    Messages messages = Messages.load(language);
    if (options.records().anyPaths()) {
      throw new CannotAnswer(messages.text("aws.logs.live-files"), ExitStatus.USAGE);
    }
    CloudWatchQuery.Answer answer = cloudWatch(messages);
    List<String> said = new ArrayList<>(new QueryNotes(messages).of(answer.result()));
    said.addAll(answer.said());
    if (answer.result().recordsScanned() == 0) {
      warn(said);
      return ExitStatus.EVIDENCE_MISSING;
    }
    print(answer.result(), said, List.of(), Set.of());
    return ExitStatus.NOTHING_WRONG;
  }

  /** What it cost, and whether rows may be missing, is said before they are compared. */
  private Result resultOfCloudWatch() {
    CloudWatchQuery.Answer answer = cloudWatch(Messages.load(language));
    warn(answer.said());
    return answer.result();
  }

  private CloudWatchQuery.Answer cloudWatch(Messages messages) {
    return new CloudWatchQuery(options.records().aws(), logs, messages)
        .answer(options.text(), options.records().interval(), Instant.now());
  }

  private void print(
      Result result,
      List<String> said,
      List<Map<String, Object>> inputs,
      Set<Assumption> assumptions) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    switch (output) {
      case TEXT -> {
        QueryTable.text(result).forEach(out::println);
        out.flush();
        said.forEach(note -> err.println(SafeText.text(note)));
      }
      case JSON -> JsonReport.print(QueryTable.tree(result, said, assumptions, inputs), out);
      case CSV -> {
        QueryTable.csv(result).forEach(out::println);
        warn(said);
      }
    }
    out.flush();
  }

  private void warn(List<String> said) {
    PrintWriter err = spec.commandLine().getErr();
    said.forEach(note -> err.println("whichhop: " + SafeText.text(note)));
  }

  /** The rows that one engine gives and the other does not, as often as it does. */
  private int compare(QueryRun run, CheckedQuery query, Moment moment) throws SQLException {
    boolean live = engine == Engine.CLOUDWATCH;
    Result left =
        live ? resultOfCloudWatch() : run.with(QueryRun.EngineName.REFERENCE, query, moment);
    Result right = run.with(QueryRun.EngineName.DUCKDB, query, moment);
    return print(
        new EngineComparison(live ? "cloudwatch" : "reference", left, "duckdb", right),
        run.leftToInterpreter());
  }

  private int print(EngineComparison comparison, @Nullable String interpreted) {
    PrintWriter out = spec.commandLine().getOut();
    comparison.lines().forEach(line -> out.println(SafeText.text(line)));
    if (comparison.same()) {
      out.println(
          comparison.rows()
              + " rows, the same from both engines"
              + (interpreted == null
                  ? "."
                  : ", but DuckDB left the query to the interpreter: " + interpreted + "."));
    }
    out.flush();
    return comparison.same() ? ExitStatus.NOTHING_WRONG : ExitStatus.FAULT;
  }
}
