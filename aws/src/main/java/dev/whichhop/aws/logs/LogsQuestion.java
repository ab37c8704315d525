package dev.whichhop.aws.logs;

import java.time.Instant;
import java.util.List;

/**
 * A query of one Region.
 *
 * @param logGroups names, or ARNs for those of other accounts; none where the text has a SOURCE
 * @param from inclusive, in whole seconds as StartQuery takes it
 * @param to inclusive, likewise
 */
public record LogsQuestion(List<String> logGroups, String text, Instant from, Instant to) {
  /** "CloudWatch Logs quotas" and API_StartQuery. */
  public static final int MOST_LOG_GROUPS = 50;

  /** Characters of a query. */
  public static final int LONGEST_TEXT = 10_000;

  public LogsQuestion {
    logGroups = List.copyOf(logGroups);
  }

  /** The same as a question for how many bytes it would read, which costs nothing. */
  LogsQuestion estimate() {
    // On a line of its own, since a comment may end the text.
    return new LogsQuestion(logGroups, text + "\n| estimate", from, to);
  }
}
