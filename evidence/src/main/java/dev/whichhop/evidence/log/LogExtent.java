package dev.whichhop.evidence.log;

import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.Coverage;
import dev.whichhop.model.evidence.Coverage.Completeness;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From when to when a log reaches, for each instance in it, and how complete it is. */
final class LogExtent {
  /** Instances with an interval of their own; those of a hostile file share the file's. */
  private static final int MOST_INSTANCES = 1000;

  private final Map<String, Interval> intervals = new LinkedHashMap<>();

  private static final class Interval {
    private @Nullable Instant first;
    private @Nullable Instant last;
  }

  void add(String instance, @Nullable Instant from, @Nullable Instant to) {
    Interval interval = intervals.get(instance);
    if (interval == null) {
      if (intervals.size() == MOST_INSTANCES) {
        return;
      }
      interval = new Interval();
      intervals.put(instance, interval);
    }
    if (from != null && (interval.first == null || from.isBefore(interval.first))) {
      interval.first = from;
    }
    if (to != null && (interval.last == null || to.isAfter(interval.last))) {
      interval.last = to;
    }
  }

  Iterable<Coverage> coverage(String file, Completeness completeness) {
    return intervals.entrySet().stream()
            .map(entry ->
                new Coverage(
                    file,
                    entry.getKey(),
                    entry.getValue().first,
                    entry.getValue().last,
                    completeness))
        ::iterator;
  }

  /**
   * What the recorded command, in the session or as a comment on top of the file, did to the log.
   * {@code kubectl logs -l} prints ten lines of each pod unless it is told otherwise.
   */
  static Completeness completeness(TextFile file) {
    Completeness worst = completeness(file.command());
    int looked = 0;
    for (String line : file.head()) {
      if (++looked > 5 || worst != Completeness.FULL) {
        break;
      }
      if (line.startsWith("#")) {
        worst = completeness(line);
      }
    }
    return worst;
  }

  private static Completeness completeness(String command) {
    if (command.isEmpty()) {
      return Completeness.FULL;
    }
    if (command.contains("grep") || command.contains("jq ") || command.contains("select(")) {
      return Completeness.FILTERED;
    }
    boolean tail = command.contains("--tail") && !command.contains("--tail=-1");
    boolean selector =
        command.contains("logs")
            && (command.contains(" -l ")
                || command.contains(" -l=")
                || command.contains("selector"))
            && !command.contains("--tail");
    boolean cut =
        command.contains("| head")
            || command.contains("| tail")
            || command.contains("|head")
            || command.contains("|tail")
            || command.contains("sed -n")
            || command.contains("NR")
            || command.contains("excerpt")
            || command.contains("--limit-bytes");
    return tail || selector || cut ? Completeness.TRUNCATED : Completeness.FULL;
  }
}
