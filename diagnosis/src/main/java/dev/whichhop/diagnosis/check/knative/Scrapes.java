package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.model.evidence.LogRecord;
import java.util.List;

/** Failed scrapes in the autoscaler's log. */
final class Scrapes {
  /** One scrape a second; a few are lost whenever a pod comes or goes. */
  static final int PERSISTENT = 10;

  private static final List<String> FAILED =
      List.of(
          "Failed to scrape metrics",
          "unsuccessful scrape",
          "failed scraping: ",
          "0 pods were successfully scraped out of");

  private static final String POD_FAILED = "Failed scraping pod ";

  private Scrapes() {}

  static List<LogRecord> failed(List<LogRecord> autoscaler) {
    return autoscaler.stream()
        .filter(one -> FAILED.stream().anyMatch(one.message()::contains))
        .toList();
  }

  /** The lines that tell why: those of single pods where the log has them. */
  static List<LogRecord> reasons(List<LogRecord> autoscaler) {
    List<LogRecord> ofPods =
        autoscaler.stream().filter(one -> one.message().startsWith(POD_FAILED)).toList();
    return ofPods.isEmpty() ? failed(autoscaler) : ofPods;
  }
}
