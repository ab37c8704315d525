package dev.whichhop.app.commands.flows;

import dev.whichhop.app.report.JsonReport;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.aws.AwsException;
import dev.whichhop.aws.AwsProblem;
import dev.whichhop.aws.AwsSettings;
import dev.whichhop.aws.ec2.Description;
import dev.whichhop.aws.ec2.Descriptions;
import dev.whichhop.knowledge.Messages;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Answers of EC2 as files, as the AWS CLI would have written them: what is asked live is read by
 * the reader of files, so both cannot differ.
 */
final class LiveDescriptions {
  private final AwsOptions options;
  private final Messages messages;

  LiveDescriptions(AwsOptions options) {
    this.options = options;
    this.messages = options.messages();
  }

  /**
   * The files, which go when the program ends; of each Region a set of its own.
   *
   * @throws dev.whichhop.app.commands.CannotAnswer where AWS does not answer
   */
  List<Path> files(LiveScope scope) throws IOException {
    List<Path> files = new ArrayList<>();
    Path folder = Files.createTempDirectory("whichhop-live");
    folder.toFile().deleteOnExit();
    try {
      for (AwsSettings region : options.everyRegion()) {
        try (Descriptions ec2 = new Descriptions(region)) {
          for (Description one : wanted(scope)) {
            ask(ec2, one, scope, folder, files);
          }
        }
      }
    } catch (AwsException refused) {
      throw AwsRefusal.of(refused, messages);
    }
    return files;
  }

  private static List<Description> wanted(LiveScope scope) {
    return switch (scope) {
      case FLOW_LOGS -> List.of(Description.FLOW_LOGS);
      case FLOW_LOGS_OF_A_VPC ->
          List.of(Description.FLOW_LOGS, Description.SUBNETS, Description.NETWORK_INTERFACES);
      case NETWORKS -> Arrays.asList(Description.values());
    };
  }

  private void ask(Descriptions ec2, Description one, LiveScope scope, Path folder, List<Path> into)
      throws IOException {
    Path file = folder.resolve(ec2.region() + "-" + one.command() + ".json");
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
      file.toFile().deleteOnExit();
      JsonReport.print(ec2.ask(one), out);
    } catch (AwsException refused) {
      if (scope != LiveScope.NETWORKS || refused.problem() != AwsProblem.DENIED) {
        throw refused;
      }
      options
          .err()
          .println(
              "whichhop: "
                  + SafeText.text(String.valueOf(AwsRefusal.of(refused, messages).getMessage())));
      return;
    }
    into.add(file);
  }
}
