package dev.whichhop.app.commands.flows;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.commands.Terminal;
import dev.whichhop.app.report.JsonReport;
import dev.whichhop.app.report.YamlReport;
import dev.whichhop.app.report.flows.FlowStatusReport;
import dev.whichhop.flows.status.FlowLogDescription;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code whichhop flows status PATH…}: are flow logs on, do they deliver, what can they answer? */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description =
        "Flow logs as aws ec2 describe-flow-logs describes them: on or off, where they write, why"
            + " they fail, what their format cannot answer, and the command for one that can.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all are on and deliver",
      "1:one is off or fails, or there is none",
      "2:wrong usage",
      "3:no answer of describe-flow-logs was found"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  aws ec2 describe-flow-logs > flow-logs.json; whichhop flows status flow-logs.json",
      "  whichhop flows status aws/ -o json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
final class StatusCommand implements Callable<Integer> {
  /** Formats of the answer. */
  enum Output {
    TEXT,
    JSON,
    YAML
  }

  @Spec private CommandSpec spec;

  @Mixin private RecordOptions records;

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
  public Integer call() throws IOException {
    FlowInput input = records.find();
    List<FlowLogDescription> logs = input.flowLogs();
    boolean listed = input.describesFlowLogs();
    PrintWriter out = spec.commandLine().getOut();
    FlowStatusReport report = new FlowStatusReport(Messages.load(language), Terminal.colours());
    switch (output) {
      case TEXT -> report.print(logs, listed, out);
      case JSON -> JsonReport.print(report.tree(logs, listed), out);
      case YAML -> YamlReport.print(report.tree(logs, listed), out);
    }
    out.flush();
    if (!listed) {
      return ExitStatus.EVIDENCE_MISSING;
    }
    boolean well = !logs.isEmpty() && logs.stream().allMatch(one -> one.active() && !one.failed());
    return well ? ExitStatus.NOTHING_WRONG : ExitStatus.FAULT;
  }
}
