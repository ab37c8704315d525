package dev.whichhop.app.commands.flows;

import dev.whichhop.app.commands.Interruption;
import dev.whichhop.aws.AwsSettings;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How AWS is reached, and how much may be fetched from it without asking. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields before they are read.
final class AwsOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "Profile of the AWS CLI, also with a role or IAM Identity Center.")
  private @Nullable String profile;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Region that is asked; may be given more than once where AWS is asked live.")
  private List<String> regions = new ArrayList<>();

  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      description = "Asked instead of AWS: a VPC endpoint, or an emulator.")
  private @Nullable URI endpoint;

  @Option(
      names = "--live",
      description = "Asks EC2 for the descriptions of networks and flow logs (aws ec2 describe-…).")
  private boolean live;

  @Option(
      names = "--requester-pays",
      description = "Agrees to pay for requests to a bucket of somebody else.")
  private boolean requesterPays;

  @Option(
      names = "--staging",
      paramLabel = "FOLDER",
      description =
          "Where objects of s3://… are kept for the next run (default: whichhop/s3 in the cache"
              + " folder of the user).")
  private @Nullable Path staging;

  @Option(
      names = "--staging-limit",
      defaultValue = "5",
      paramLabel = "GIB",
      description =
          "GiB that may be fetched and kept; more than this is fetched only with --yes (default:"
              + " 5).")
  private double limit;

  @Option(names = "--yes", description = "Goes ahead also where it is large or costs much.")
  private boolean yes;

  AwsSettings settings() {
    if (endpoint != null && (endpoint.getScheme() == null || endpoint.getHost() == null)) {
      throw new ParameterException(
          spec.commandLine(),
          "--endpoint-url: expected a URL such as http://127.0.0.1:5000, found \""
              + endpoint
              + "\"");
    }
    return new AwsSettings(
        profile, regions.isEmpty() ? null : regions.getFirst(), endpoint, requesterPays);
  }

  /** Settings for each Region; one for that of the environment where none is named. */
  List<AwsSettings> everyRegion() {
    AwsSettings settings = settings();
    return regions.isEmpty()
        ? List.of(settings)
        : regions.stream().distinct().map(settings::in).toList();
  }

  boolean live() {
    return live;
  }

  Path staging() {
    if (staging != null) {
      return staging;
    }
    String cache = System.getenv("XDG_CACHE_HOME");
    Path folder =
        cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return folder.resolve("whichhop").resolve("s3");
  }

  /** In bytes. */
  long limit() {
    return Gibibytes.bytes(spec.commandLine(), "--staging-limit", limit);
  }

  boolean yes() {
    return yes;
  }

  /** The spec of the command itself: that of this class is of the mixin which it is part of. */
  private CommandSpec command() {
    return spec.commandLine().getCommandSpec();
  }

  /** In the language of the command. */
  Messages messages() {
    CommandLine.Model.OptionSpec language = command().findOption("--lang");
    return Messages.load(
        language != null && language.getValue() instanceof Language chosen ? chosen : Language.EN);
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  Interruption interruption() {
    CommandSpec parent = command().parent();
    return parent != null && parent.userObject() instanceof FlowsCommand flows
        ? flows.interruption()
        : Interruption.never();
  }
}
