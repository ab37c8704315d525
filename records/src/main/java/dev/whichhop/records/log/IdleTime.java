package dev.whichhop.records.log;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long a connection had been idle before it was used, in the fields of a client's or proxy's
 * line: {@code idle=385s}, {@code conn_idle_ms=61000}, {@code connAgeIdleSec: 557}. There is no
 * common name, so any key with the word counts that is no setting and no number of connections.
 */
public final class IdleTime {
  private static final List<String> SETTINGS_AND_COUNTS =
      List.of("timeout", "max", "min", "limit", "pool", "count", "conns", "connections", "total");

  private IdleTime() {}

  /** The first idle time among the fields; null when there is none. */
  public static @Nullable Duration of(Map<String, String> fields) {
    // A pool's statistics: (total=10, active=0, idle=10, waiting=0).
    if (fields.containsKey("active") && fields.containsKey("total")) {
      return null;
    }
    for (Map.Entry<String, String> field : fields.entrySet()) {
      String key = field.getKey().toLowerCase(Locale.ROOT);
      if (key.contains("idle") && SETTINGS_AND_COUNTS.stream().noneMatch(key::contains)) {
        Duration idle = Durations.ofField(unit(key), field.getValue());
        if (idle != null) {
          return idle;
        }
      }
    }
    return null;
  }

  /** Numbers without a unit are milliseconds, as in Java and Node.js, unless the key says else. */
  private static String unit(String key) {
    if (key.contains("milli") || key.endsWith("msec") || key.endsWith("msecs")) {
      return "ms";
    }
    for (String end : new String[] {"_s", "sec", "secs", "seconds"}) {
      if (key.endsWith(end)) {
        return "seconds";
      }
    }
    return "ms";
  }
}
