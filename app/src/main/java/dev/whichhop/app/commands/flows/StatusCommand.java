package dev.whichhop.app.commands.flows;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.commands.Terminal;
import dev.whichhop.app.report.JsonReport;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.YamlReport;
import dev.whichhop.app.report.flows.FlowStatusReport;
import dev.whichhop.flows.network.Network;
import dev.whichhop.flows.status.FlowLogDescription;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashSet;
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
      "  whichhop flows status --live --vpc vpc-0abc --region eu-west-1",
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

  @Option(
      names = "--vpc",
      paramLabel = "VPC",
      description = "Only flow logs of this VPC, of its subnets and of its interfaces.")
  private @Nullable String vpc;

  @Override
  public Integer call() throws IOException {
    FlowInput input =
        records.find(vpc == null ? LiveScope.FLOW_LOGS : LiveScope.FLOW_LOGS_OF_A_VPC);
    Messages messages = Messages.load(language);
    List<FlowLogDescription> logs = vpc == null ? input.flowLogs() : ofVpc(vpc, input, messages);
    boolean listed = input.describesFlowLogs();
    PrintWriter out = spec.commandLine().getOut();
    FlowStatusReport report = new FlowStatusReport(messages, Terminal.colours());
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

  private List<FlowLogDescription> ofVpc(String id, FlowInput input, Messages messages) {
    Network network = Network.of(input.beside());
    Set<String> resources = new HashSet<>();
    resources.add(id);
    network.subnets().stream()
        .filter(one -> one.vpcId().equals(id))
        .forEach(one -> resources.add(one.id()));
    if (resources.size() == 1) {
      // Without its subnets, flow logs of subnets and interfaces cannot be told to be of it.
      spec.commandLine()
          .getErr()
          .println(
              "whichhop: "
                  + SafeText.text(messages.text("aws.status.no-subnets", Map.of("vpc", id))));
    }
    network.interfaces().stream()
        .filter(one -> one.vpcId().equals(id))
        .forEach(one -> resources.add(one.id()));
    return input.flowLogs().stream().filter(one -> resources.contains(one.resource())).toList();
  }
}
