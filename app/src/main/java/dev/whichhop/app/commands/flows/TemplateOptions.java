package dev.whichhop.app.commands.flows;

import picocli.CommandLine.Option;

/** Options of commands that print something for CloudWatch which somebody else applies. */
final class TemplateOptions {
  /** What is printed. */
  enum Output {
    CLOUDFORMATION,
    TERRAFORM,
    CLI
  }

  @Option(
      names = "--log-group",
      required = true,
      paramLabel = "NAME",
      description = "The log group that the flow log delivers to.")
  String logGroup = "";

  @Option(names = "--from", paramLabel = "CIDR", description = "Only traffic from this network.")
  String from = "";

  @Option(names = "--to", paramLabel = "CIDR", description = "Only traffic to this network.")
  String to = "";

  @Option(
      names = {"-o", "--output"},
      defaultValue = "cloudformation",
      paramLabel = "FORMAT",
      description = "cloudformation, terraform or cli (default: cloudformation).")
  Output output = Output.CLOUDFORMATION;
}
