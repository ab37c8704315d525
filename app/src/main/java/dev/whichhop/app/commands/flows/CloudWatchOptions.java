package dev.whichhop.app.commands.flows;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a query in CloudWatch is asked of, and what it may cost. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields before they are read.
final class CloudWatchOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--log-group",
      paramLabel = "GROUP",
      description =
          "With --engine cloudwatch: a log group that is asked; its ARN where it is of another"
              + " account or Region. May be given up to 50 times.")
  private List<String> groups = new ArrayList<>();

  @Option(
      names = "--scan-limit",
      defaultValue = "10",
      paramLabel = "GIB",
      description =
          "GiB that CloudWatch may read, which is what it charges for; more only with --yes"
              + " (default: 10).")
  private double limit;

  @Option(
      names = "--price",
      paramLabel = "USD",
      description = "What CloudWatch takes for a GB in this Region, to show the cost.")
  private @Nullable Double price;

  List<String> groups() {
    return List.copyOf(groups);
  }

  /** In bytes. */
  long limit() {
    return Gibibytes.bytes(spec.commandLine(), "--scan-limit", limit);
  }

  @Nullable Double price() {
    return price;
  }
}
