package dev.whichhop.app.commands.flows;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.report.YamlReport;
import dev.whichhop.flows.alarm.AwsCli;
import dev.whichhop.flows.alarm.CloudFormation;
import dev.whichhop.flows.alarm.FlowDashboard;
import dev.whichhop.flows.alarm.Terraform;
import dev.whichhop.model.network.Cidr;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code whichhop flows dashboard}: a CloudWatch dashboard of a flow log, as text. */
@Command(
    name = "dashboard",
    mixinStandardHelpOptions = true,
    description = "Prints a CloudWatch dashboard of refused and accepted traffic.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  whichhop flows dashboard --log-group /vpc/flows --region eu-west-1 \\",
      "      --from 10.0.0.0/16 --to 10.1.0.0/16 -o terraform"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
final class DashboardCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private TemplateOptions options;

  @Option(
      names = "--region",
      required = true,
      paramLabel = "REGION",
      description = "Region of the log group.")
  private String region;

  @Override
  public Integer call() {
    for (String network : List.of(options.from, options.to)) {
      if (!network.isEmpty() && Cidr.parse(network).isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), network + " is no network; expected such as 10.0.0.0/16");
      }
    }
    FlowDashboard dashboard = new FlowDashboard(options.logGroup, region, options.from, options.to);
    PrintWriter out = spec.commandLine().getOut();
    switch (options.output) {
      case CLOUDFORMATION -> YamlReport.print(CloudFormation.of(dashboard), out);
      case TERRAFORM -> out.print(Terraform.of(dashboard));
      case CLI -> out.print(AwsCli.of(dashboard));
    }
    out.flush();
    return ExitStatus.NOTHING_WRONG;
  }
}
