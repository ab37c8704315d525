package dev.whichhop.app.commands.flows;

import dev.whichhop.app.commands.CannotAnswer;
import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.aws.AwsException;
import dev.whichhop.knowledge.Messages;
import java.util.HashMap;
import java.util.Map;

/** What AWS did not answer, as a sentence and an exit status. */
final class AwsRefusal {
  private AwsRefusal() {}

  static CannotAnswer of(AwsException refused, Messages messages) {
    Map<String, String> values = new HashMap<>();
    refused.values().forEach((name, value) -> values.put(name, SafeText.line(value)));
    return new CannotAnswer(
        messages.text("aws.problem." + refused.problem().word(), values), status(refused), refused);
  }

  private static int status(AwsException refused) {
    return switch (refused.problem()) {
      case WRONG_QUERY, NO_PROFILE, NO_REGION -> ExitStatus.USAGE;
      case NO_CREDENTIALS,
          EXPIRED,
          WRONG_CREDENTIALS,
          WRONG_CLOCK,
          WRONG_REGION,
          DENIED,
          THROTTLED,
          NO_BUCKET,
          NO_LOG_GROUP,
          QUERY_ENDED,
          QUERY_STOPPED,
          UNREACHABLE,
          BROKEN,
          INTERRUPTED,
          OTHER ->
          ExitStatus.UNREADABLE;
    };
  }
}
