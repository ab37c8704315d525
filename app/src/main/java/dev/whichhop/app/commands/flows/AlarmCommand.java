package dev.whichhop.app.commands.flows;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.report.YamlReport;
import dev.whichhop.flows.alarm.AlarmPlan;
import dev.whichhop.flows.alarm.AwsCli;
import dev.whichhop.flows.alarm.CannotAlarm;
import dev.whichhop.flows.alarm.CloudFormation;
import dev.whichhop.flows.alarm.FilterPattern;
import dev.whichhop.flows.alarm.FlowAlarm;
import dev.whichhop.flows.alarm.Terraform;
import dev.whichhop.records.flowlog.FlowLogFormat;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code whichhop flows alarm}: a metric filter, an alarm and a topic, as text. */
@Command(
    name = "alarm",
    mixinStandardHelpOptions = true,
    description = "Prints metric filters, alarms and an SNS topic for a flow log in CloudWatch.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  whichhop flows alarm --log-group /vpc/flows --threshold 50 --email team@example.com",
      "  whichhop flows alarm --log-group /vpc/flows --on rejects --to 10.1.0.0/16 --port 5432 \\",
      "      --threshold 1 -o terraform"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
final class AlarmCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private TemplateOptions options;

  @Option(
      names = "--on",
      split = ",",
      defaultValue = "rejects,skipped,silence",
      paramLabel = "WHAT",
      description = "rejects, skipped (flows that the log lost), silence (default: all three).")
  private List<FlowAlarm.Kind> kinds;

  @Option(
      names = "--threshold",
      paramLabel = "N",
      description = "Refused records in 5 minutes; what is usual, flows rejects and query tell.")
  private int threshold;

  @Option(names = "--port", paramLabel = "PORT", description = "Only traffic to this port.")
  private String port = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "LogFormat of the flow log (default: the default format).")
  private String format = "";

  @Option(names = "--topic", paramLabel = "ARN", description = "An SNS topic that exists.")
  private String topic = "";

  @Option(names = "--email", paramLabel = "ADDRESS", description = "Whom a new topic tells.")
  private String email = "";

  @Override
  public Integer call() {
    AlarmPlan plan = new AlarmPlan(options.logGroup, alarms(), topic, email);
    PrintWriter out = spec.commandLine().getOut();
    switch (options.output) {
      case CLOUDFORMATION -> YamlReport.print(CloudFormation.of(plan), out);
      case TERRAFORM -> out.print(Terraform.of(plan));
      case CLI -> out.print(AwsCli.of(plan));
    }
    out.flush();
    return ExitStatus.NOTHING_WRONG;
  }

  private List<FlowAlarm> alarms() {
    FlowLogFormat fields =
        format.isEmpty()
            ? FlowLogFormat.ofDefault()
            : FlowLogFormat.ofNames(format)
                .orElseThrow(() -> wrong("--format: expected such as '${version} ${srcaddr} …'"));
    List<FlowAlarm> alarms = new ArrayList<>();
    try {
      for (FlowAlarm.Kind kind : kinds) {
        alarms.add(
            switch (kind) {
              case REJECTS -> new FlowAlarm(kind, rejects(fields), rejectThreshold());
              case SKIPPED ->
                  new FlowAlarm(
                      kind, FilterPattern.of(fields).is("log-status", "SKIPDATA").text(), 1);
              case SILENCE -> new FlowAlarm(kind, FilterPattern.ALL, 1);
            });
      }
    } catch (CannotAlarm cannot) {
      throw wrong(String.valueOf(cannot.getMessage()));
    }
    return alarms;
  }

  private String rejects(FlowLogFormat fields) throws CannotAlarm {
    FilterPattern pattern = FilterPattern.of(fields).is("action", "REJECT");
    if (!options.from.isEmpty()) {
      pattern.in("srcaddr", options.from);
    }
    if (!options.to.isEmpty()) {
      pattern.in("dstaddr", options.to);
    }
    if (!port.isEmpty()) {
      pattern.is("dstport", port);
    }
    return pattern.text();
  }

  /** There is no number that fits every network: late packets are refused everywhere. */
  private int rejectThreshold() {
    if (threshold < 1) {
      throw wrong("--threshold is needed: how many refused records in 5 minutes are too many");
    }
    return threshold;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
