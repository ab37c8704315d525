package dev.whichhop.app.commands.flows;

import dev.whichhop.app.commands.CannotAnswer;
import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.flows.FlowNotes;
import dev.whichhop.app.report.flows.QueryNotes;
import dev.whichhop.flows.analysis.Analyser;
import dev.whichhop.flows.analysis.CheckedQuery;
import dev.whichhop.flows.analysis.Setting;
import dev.whichhop.flows.engine.Result;
import dev.whichhop.flows.function.Moment;
import dev.whichhop.flows.input.Interval;
import dev.whichhop.flows.language.Expression.Literal;
import dev.whichhop.flows.language.Expression.Text;
import dev.whichhop.flows.language.QueryError;
import dev.whichhop.flows.language.Span;
import dev.whichhop.flows.value.Assumption;
import dev.whichhop.knowledge.Messages;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A query and what its names stand for: what commands that run one have in common. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields before the command runs.
final class QueryOptions {
  @Parameters(
      index = "0",
      paramLabel = "QUERY",
      description = "The query, in the language of CloudWatch Logs Insights.")
  private String text;

  @Mixin private RecordOptions records;

  @Option(
      names = "--source",
      paramLabel = "NAME=PATH",
      description = "The files that SOURCE, join and queries in brackets mean by a log group.")
  private Map<String, String> sources = new LinkedHashMap<>();

  @Option(
      names = "--table",
      paramLabel = "NAME=FILE",
      description = "A CSV file as a table for lookup and cidrlookup.")
  private Map<String, String> tables = new LinkedHashMap<>();

  @Option(
      names = "--parameter",
      paramLabel = "NAME=VALUE",
      description = "The value of {{NAME}} in the query.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  /**
   * An answer with all that qualifies it.
   *
   * @param said the same in sentences
   */
  record Answer(Result result, List<String> said, FlowNotes files, Set<Assumption> assumptions) {
    /** Where no event was read, rows would be counts of what nobody looked at. */
    void sayOnly(PrintWriter err) {
      said.forEach(note -> err.println("whichhop: " + SafeText.text(note)));
    }
  }

  /** The query as it was typed. */
  String text() {
    return text;
  }

  RecordOptions records() {
    return records;
  }

  FlowInput find() throws IOException {
    return records.find();
  }

  QueryRun open(FlowInput input) throws IOException {
    Map<String, List<Path>> ofGroups = new LinkedHashMap<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      ofGroups.put(source.getKey(), records.files(source.getValue(), input.interval()));
    }
    Map<String, Path> ofTables = new LinkedHashMap<>();
    for (Map.Entry<String, String> table : tables.entrySet()) {
      List<Path> found = records.files(table.getValue(), Interval.ALWAYS);
      if (found.size() != 1) {
        throw new CannotAnswer(
            "--table " + table + ": expected one file, found " + found.size(), ExitStatus.USAGE);
      }
      ofTables.put(table.getKey(), found.getFirst());
    }
    return new QueryRun(input, ofGroups, ofTables);
  }

  /**
   * The query, checked against the fields of the files.
   *
   * @throws QueryError when it cannot run
   */
  CheckedQuery check(QueryRun run) {
    Map<String, Literal> literals = new LinkedHashMap<>();
    parameters.forEach((name, value) -> literals.put(name, new Text(value, Span.NOWHERE)));
    return Analyser.check(text, new Setting(run.fields(), Map.of(), literals));
  }

  /** An open end of the time range is all times, or now. */
  Moment moment(FlowInput input) {
    long now = System.currentTimeMillis();
    Instant from = input.interval().from();
    Instant to = input.interval().to();
    return new Moment(
        now, from == null ? 0 : from.toEpochMilli(), to == null ? now : to.toEpochMilli());
  }

  Answer answer(
      QueryRun run,
      QueryRun.EngineName engine,
      CheckedQuery query,
      FlowInput input,
      Messages messages)
      throws SQLException {
    Result result = run.with(engine, query, moment(input));
    Set<Assumption> assumptions = new TreeSet<>(query.assumptions());
    assumptions.addAll(result.met());
    QueryNotes notes = new QueryNotes(messages);
    FlowNotes ofFiles = new FlowNotes(messages, input.files(), run.summaries());
    List<String> said = new ArrayList<>();
    said.addAll(notes.of(result));
    said.addAll(notes.of(query, result.rows().size()));
    said.addAll(notes.of(assumptions));
    said.addAll(notes.lost(run.summaries()));
    said.addAll(ofFiles.ofFiles());
    said.addAll(notes.interpreted(run.leftToInterpreter()));
    said.addAll(notes.leftToTrino(run.leftToTrino()));
    return new Answer(result, said, ofFiles, assumptions);
  }
}
