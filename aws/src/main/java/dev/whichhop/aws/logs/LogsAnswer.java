package dev.whichhop.aws.logs;

import java.util.List;
import java.util.Map;

/**
 * What CloudWatch answered.
 *
 * @param rows fields in their order, every value a text; without {@code @ptr}, which names the
 *     event for other calls
 * @param bytesScanned what is charged for
 */
public record LogsAnswer(
    List<Map<String, String>> rows, long recordsMatched, long recordsScanned, long bytesScanned) {
  /**
   * Rows that GetQueryResults gives at most without paging, which this version of the SDK does not
   * know; where there are so many there may be more.
   */
  public static final int MOST_ROWS = 10_000;
}
