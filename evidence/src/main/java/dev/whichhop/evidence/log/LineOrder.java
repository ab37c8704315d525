package dev.whichhop.evidence.log;

import dev.whichhop.records.LineContext;
import dev.whichhop.records.LineParser;
import dev.whichhop.records.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parsers in the order in which they are asked. The one that took the last line is asked first
 * as long as it is a parser of access logs, which cannot take another's line; all others keep the
 * order of the registry, from the most specific to the one that takes everything.
 */
final class LineOrder {
  /** Takes the lines of every Envoy text format, with less of their fields. */
  private static final String GUESSED = "envoy-access-custom";

  private final List<LineParser> parsers;

  /** Access-log parsers are the first ones of the registry. */
  private final int exclusive;

  private boolean lastWasAccessLog;

  LineOrder(List<LineParser> parsers) {
    this.parsers = new ArrayList<>(parsers);
    int count = 0;
    while (count < parsers.size() && isAccessLog(parsers.get(count))) {
      count++;
    }
    this.exclusive = count;
  }

  private static boolean isAccessLog(LineParser parser) {
    return parser.format().contains("-access") || parser.format().equals("knative-request-log");
  }

  boolean lastWasAccessLog() {
    return lastWasAccessLog;
  }

  /** What the first parser that knows the line makes of it; null when none does. */
  @Nullable Parsed parse(String line, LineContext context) {
    for (int i = 0; i < parsers.size(); i++) {
      LineParser parser = parsers.get(i);
      Optional<Parsed> parsed = parser.parse(line, context);
      if (parsed.isPresent()) {
        lastWasAccessLog = i < exclusive;
        if (i > 0 && i < exclusive && !parser.format().equals(GUESSED)) {
          parsers.remove(i);
          parsers.addFirst(parser);
        }
        return parsed.get();
      }
    }
    lastWasAccessLog = false;
    return null;
  }
}
