package dev.whichhop.app.commands.flows;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.commands.Terminal;
import dev.whichhop.app.report.JsonReport;
import dev.whichhop.app.report.YamlReport;
import dev.whichhop.app.report.flows.FlowNotes;
import dev.whichhop.app.report.flows.RefusingRules;
import dev.whichhop.app.report.flows.RejectionsText;
import dev.whichhop.app.report.flows.RejectionsTree;
import dev.whichhop.flows.conversation.AddressFilter;
import dev.whichhop.flows.conversation.TooManyFlows;
import dev.whichhop.flows.names.AddressNames;
import dev.whichhop.flows.network.Network;
import dev.whichhop.flows.reject.Rejection;
import dev.whichhop.flows.reject.Rejections;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code whichhop flows rejects PATH…}: what was rejected, where, since when and by which rule. */
@Command(
    name = "rejects",
    mixinStandardHelpOptions = true,
    description =
        "What filters stopped: who asked whom, at which interface and in which direction, since"
            + " when and how often. Packets that came after the end of their connection are told"
            + " apart from those that a rule refuses. With answers of aws ec2"
            + " describe-security-groups, describe-network-acls, describe-subnets and"
            + " describe-network-interfaces beside the records: which rule.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:nothing was refused",
      "1:something was",
      "2:wrong usage",
      "3:no flow-log record was found",
      "4:an input could not be read"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  whichhop flows rejects flow-logs/",
      "  whichhop flows rejects flow-logs/ aws/ -o json",
      "  aws logs tail /aws/vpc/flowlogs --since 1h | whichhop flows rejects -"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
final class RejectsCommand implements Callable<Integer> {
  /** Formats of the answer. */
  enum Output {
    TEXT,
    JSON,
    YAML
  }

  @Spec private CommandSpec spec;

  @Mixin private RecordOptions records;

  @Option(
      names = "--limit",
      defaultValue = "50",
      paramLabel = "COUNT",
      description = "How many of each kind the text shows; JSON and YAML have all (default: 50).")
  private int limit;

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
    records.requireCount("--limit", limit);
    FlowInput input = records.find();
    Messages messages = Messages.load(language);
    try {
      Conversed conversed = RecordOptions.converse(input, AddressFilter.ALL);
      Rejections rejections = Rejections.of(conversed.conversations());
      print(rejections, input, conversed, messages);
      if (!conversed.anyRecords()) {
        return input.statusWithoutRecords();
      }
      return rejections.refused().isEmpty() ? ExitStatus.NOTHING_WRONG : ExitStatus.FAULT;
    } catch (TooManyFlows most) {
      spec.commandLine().getErr().println("whichhop: " + most.getMessage());
      return ExitStatus.EVIDENCE_MISSING;
    }
  }

  private void print(
      Rejections rejections, FlowInput input, Conversed conversed, Messages messages) {
    PrintWriter out = spec.commandLine().getOut();
    FlowNotes notes = new FlowNotes(messages, input.files(), conversed.files());
    List<String> said = notes.of(rejections.basis());
    Function<Rejection, List<String>> rules =
        new RefusingRules(Network.of(input.beside()), messages)::of;
    AddressNames names = new AddressNames(input.beside());
    switch (output) {
      case TEXT ->
          new RejectionsText(messages, Terminal.colours(), limit, conversed.files(), rules, names)
              .print(rejections, said, out);
      case JSON ->
          JsonReport.print(
              RejectionsTree.of(rejections, conversed.files(), rules, names, said, notes.inputs()),
              out);
      case YAML ->
          YamlReport.print(
              RejectionsTree.of(rejections, conversed.files(), rules, names, said, notes.inputs()),
              out);
    }
    out.flush();
  }
}
