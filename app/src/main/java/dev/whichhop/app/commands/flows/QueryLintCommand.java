package dev.whichhop.app.commands.flows;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.report.JsonReport;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.YamlReport;
import dev.whichhop.app.report.flows.QueryLintReport;
import dev.whichhop.flows.analysis.EventFields;
import dev.whichhop.flows.language.QueryError;
import dev.whichhop.flows.lint.QueryFinding;
import dev.whichhop.flows.lint.QueryFinding.Level;
import dev.whichhop.flows.lint.QueryLinter;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code whichhop flows lint QUERY}: does a query ask what it looks like? */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    description =
        "Mistakes in a Logs Insights query that runs all the same: networks compared as text,"
            + " fields that do not exist, records counted as requests; each with a better query.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:nothing but notes",
      "1:an error or a warning",
      "2:wrong usage, or no query",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  whichhop flows lint \"filter srcAddr like '10.0.0.0/16'\"",
      "  whichhop flows lint --fields srcAddr,dstAddr,bytes 'stats sum(bytes) by srcaddr' -o json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
final class QueryLintCommand implements Callable<Integer> {
  /** Formats of the answer. */
  enum Output {
    TEXT,
    JSON,
    YAML
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "QUERY", description = "The text of a Logs Insights query.")
  private String query;

  @Option(
      names = "--fields",
      split = ",",
      paramLabel = "FIELD",
      description = "The fields that the events have, by their names in CloudWatch.")
  private @Nullable List<String> fields;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "text, json or yaml (default: text).")
  private Output output;

  @Option(
      names = "--lang",
      defaultValue = "en",
      paramLabel = "LANGUAGE",
      description = "en or zh (default: en).")
  private Language language;

  @Override
  public Integer call() {
    List<QueryFinding> findings;
    try {
      findings =
          QueryLinter.lint(query, fields == null ? EventFields.unknown() : EventFields.of(fields));
    } catch (QueryError error) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("whichhop: " + SafeText.text(error.render(query)));
      return ExitStatus.USAGE;
    }
    PrintWriter out = spec.commandLine().getOut();
    QueryLintReport report = new QueryLintReport(Messages.load(language), query);
    switch (output) {
      case TEXT -> report.print(findings, out);
      case JSON -> JsonReport.print(report.tree(findings), out);
      case YAML -> YamlReport.print(report.tree(findings), out);
    }
    out.flush();
    boolean wrong = findings.stream().anyMatch(finding -> finding.level() != Level.NOTE);
    return wrong ? ExitStatus.FAULT : ExitStatus.NOTHING_WRONG;
  }
}
