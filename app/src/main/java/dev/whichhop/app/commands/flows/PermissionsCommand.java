package dev.whichhop.app.commands.flows;

import dev.whichhop.app.report.AwsPolicy;
import dev.whichhop.app.report.JsonReport;
import dev.whichhop.aws.s3.S3Location;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code whichhop flows permissions …}: what has to be allowed before AWS answers. */
@Command(
    name = "permissions",
    mixinStandardHelpOptions = true,
    description =
        "Prints the IAM policy that the other questions need, and no more: to read objects of S3,"
            + " to run queries in CloudWatch, to describe networks. Nothing is asked of AWS.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  whichhop flows permissions s3://flows/AWSLogs",
      "  whichhop flows permissions --log-group /vpc/flows --live"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
final class PermissionsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "S3-URL", arity = "0..*", description = "Objects that are to be read.")
  private List<String> urls = new ArrayList<>();

  @Option(
      names = "--kms-key",
      paramLabel = "ARN",
      description = "The key of KMS that encrypts the objects, where one does.")
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--log-group",
      paramLabel = "NAME",
      description = "A log group that is to be queried, or its ARN.")
  private List<String> logGroups = new ArrayList<>();

  @Option(names = "--live", description = "Descriptions of networks and flow logs.")
  private boolean live;

  @Option(
      names = "--partition",
      defaultValue = "aws",
      paramLabel = "PARTITION",
      description = "aws, aws-cn or aws-us-gov (default: aws).")
  private String partition;

  @Override
  public Integer call() {
    List<S3Location> locations =
        urls.stream().map(url -> S3Location.parse(url).orElseThrow(() -> wrong(url))).toList();
    if (locations.isEmpty() && logGroups.isEmpty() && !live) {
      throw new ParameterException(
          spec.commandLine(), "Missing: s3://bucket/prefix, --log-group or --live.");
    }
    AwsPolicy policy = new AwsPolicy(partition);
    policy.objects(locations, keys);
    policy.queries(logGroups);
    if (live) {
      policy.descriptions();
    }
    PrintWriter out = spec.commandLine().getOut();
    JsonReport.print(policy.tree(), out);
    out.flush();
    return 0;
  }

  private ParameterException wrong(String url) {
    return new ParameterException(
        spec.commandLine(), "expected s3://bucket or s3://bucket/prefix, found \"" + url + "\"");
  }
}
