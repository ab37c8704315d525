package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.LogRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When addresses left the endpoints of a Service: from {@code kubectl get endpointslices -w} with a
 * time before each line. The columns are those of Kubernetes' printers (NAME, ADDRESSTYPE, PORTS,
 * ENDPOINTS), behind the word of {@code --output-watch-events}.
 */
public final class EndpointWatch {
  private static final Pattern ROW =
      Pattern.compile(
          "(?:(ADDED|MODIFIED|DELETED)\\s+)?([a-z0-9][a-z0-9.-]*)\\s+IPv[46]\\s+\\S+"
              + "\\s+([0-9a-fA-F.:,]+)(?: \\+ (\\d+) more\\.\\.\\.)?(?:\\s.*)?");

  /** An address that a slice no longer lists. */
  public record Leaving(String address, Instant time, Evidence evidence) {}

  private EndpointWatch() {}

  /** True when the evidence has such a watch. */
  public static boolean told(Bundle bundle) {
    return bundle.logs().stream().anyMatch(one -> one.time() != null && row(one).matches());
  }

  /** Those that left and did not come back, in the order of time. */
  public static List<Leaving> of(Bundle bundle) {
    Map<String, Set<String>> listed = new HashMap<>();
    Map<String, Leaving> left = new HashMap<>();
    List<LogRecord> rows =
        bundle.logs().stream()
            .filter(one -> one.time() != null)
            .filter(one -> one.message().contains(" IPv"))
            .toList();
    for (LogRecord record : rows) {
      Matcher row = row(record);
      Instant time = record.time();
      // Of a row that kubectl shortened nobody knows who is missing.
      if (time == null || !row.matches() || row.group(4) != null) {
        continue;
      }
      boolean deleted = "DELETED".equals(row.group(1));
      Set<String> now = deleted ? Set.of() : Set.of(row.group(3).split(","));
      Set<String> before = listed.getOrDefault(row.group(2), Set.of());
      for (String address : before) {
        if (!now.contains(address)) {
          left.put(address, new Leaving(address, time, record.evidence()));
        }
      }
      now.forEach(left::remove);
      listed.put(row.group(2), new HashSet<>(now));
    }
    List<Leaving> sorted = new ArrayList<>(left.values());
    sorted.sort(Comparator.comparing(Leaving::time).thenComparing(Leaving::address));
    return sorted;
  }

  private static Matcher row(LogRecord record) {
    return ROW.matcher(record.message());
  }
}
