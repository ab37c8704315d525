package dev.whichhop.app.commands.flows;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.commands.Terminal;
import dev.whichhop.app.report.JsonReport;
import dev.whichhop.app.report.YamlReport;
import dev.whichhop.app.report.flows.WhyEmptyReport;
import dev.whichhop.flows.conversation.AddressFilter;
import dev.whichhop.flows.conversation.TooManyFlows;
import dev.whichhop.flows.empty.EmptyEvidence;
import dev.whichhop.flows.empty.EmptyFinding;
import dev.whichhop.flows.empty.EmptyQuestion;
import dev.whichhop.flows.empty.WhyEmpty;
import dev.whichhop.flows.input.Interval;
import dev.whichhop.flows.network.Network;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.network.IpAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code whichhop flows why-empty PATH…}: why a question had no rows. */
@Command(
    name = "why-empty",
    mixinStandardHelpOptions = true,
    description =
        "Why a question to flow logs had no rows. Each possible reason is found, ruled out, or"
            + " named with what would tell: flow log off or failing, wrong time, field or log"
            + " group, records still under way, a network compared as text, a secondary address,"
            + " traffic that is never written, flows lost.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:no reason holds",
      "1:a reason was found",
      "2:wrong usage",
      "3:none was found, and some could not be looked for"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  whichhop flows why-empty --address 10.0.1.5 --address 10.1.2.7 --start"
          + " 2026-03-02T08:00:00Z --end 2026-03-02T09:00:00Z flow-logs/ aws/",
      "  whichhop flows why-empty --query 'filter srcaddr like \"10.0.0.0/16\"' flow-logs/"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
final class WhyEmptyCommand implements Callable<Integer> {
  /** Formats of the answer. */
  enum Output {
    TEXT,
    JSON,
    YAML
  }

  @Spec private CommandSpec spec;

  @Mixin private RecordOptions records;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      description = "An end of the traffic that was looked for; may be given twice.")
  private List<String> addresses = new ArrayList<>();

  @Option(
      names = "--query",
      defaultValue = "",
      paramLabel = "QUERY",
      description = "The Logs Insights query that had no rows.")
  private String query;

  @Option(
      names = "--log-group",
      defaultValue = "",
      paramLabel = "NAME",
      description = "The log group that was asked.")
  private String logGroup;

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
    List<IpAddress> ends = addresses.stream().map(this::address).toList();
    // Whether there are records at other times is part of the question.
    FlowInput input = records.findOfAllTimes();
    try {
      return decide(ends, input);
    } catch (TooManyFlows most) {
      spec.commandLine().getErr().println("whichhop: " + most.getMessage());
      return ExitStatus.EVIDENCE_MISSING;
    }
  }

  private int decide(List<IpAddress> ends, FlowInput input) {
    Conversed conversed = RecordOptions.converse(input.at(Interval.ALWAYS), AddressFilter.ALL);
    List<EmptyFinding> findings =
        WhyEmpty.decide(
            new EmptyQuestion(ends, input.interval(), logGroup, query, Instant.now()),
            new EmptyEvidence(
                input.describesFlowLogs(),
                input.flowLogs(),
                conversed.files(),
                conversed.conversations(),
                Network.of(input.beside())));
    print(findings);
    boolean found = findings.stream().anyMatch(one -> one.state() == EmptyFinding.State.FOUND);
    boolean blind = findings.stream().anyMatch(one -> one.state() == EmptyFinding.State.BLIND);
    return found
        ? ExitStatus.FAULT
        : blind ? ExitStatus.EVIDENCE_MISSING : ExitStatus.NOTHING_WRONG;
  }

  private IpAddress address(String text) {
    return IpAddress.parse(text)
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(),
                "--address: expected an IPv4 or IPv6 address, found \"" + text + "\""));
  }

  private void print(List<EmptyFinding> findings) {
    PrintWriter out = spec.commandLine().getOut();
    WhyEmptyReport report = new WhyEmptyReport(Messages.load(language), Terminal.colours());
    switch (output) {
      case TEXT -> report.print(findings, out);
      case JSON -> JsonReport.print(report.tree(findings), out);
      case YAML -> YamlReport.print(report.tree(findings), out);
    }
    out.flush();
  }
}
