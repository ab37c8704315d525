package dev.whichhop.diagnosis.view;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lines of the servers' own logs that name a request by the id that proxies gave it. */
public final class ServerLines {
  /** A line of the server; its time is null when it has none. */
  public record Line(@Nullable Instant time, Evidence evidence) {}

  /** Shorter words than this are no request ids (a UUID has 36 characters). */
  private static final int SHORTEST_ID = 16;

  private final Map<String, Line> lines;

  private ServerLines(Map<String, Line> lines) {
    this.lines = lines;
  }

  /** Reads all application lines of the bundle once. */
  public static ServerLines of(Bundle bundle) {
    Set<String> ids = new HashSet<>();
    Map<String, Line> lines = new HashMap<>();
    boolean logged =
        bundle.logs().stream().anyMatch(one -> one.component() == Component.APPLICATION);
    for (Observation one : bundle.observations()) {
      boolean server = one.vantage().side() == Side.SERVER && one.vantage().hop() == Hop.APP;
      if (!server && logged && !one.requestId().isEmpty()) {
        ids.add(one.requestId());
      } else if (server && !one.requestId().isEmpty()) {
        lines.put(one.requestId(), new Line(one.time().orElse(null), one.evidence()));
      }
    }
    for (LogRecord record : bundle.logs()) {
      if (record.component() == Component.APPLICATION && !ids.isEmpty()) {
        collect(record, ids, lines);
      }
    }
    return new ServerLines(lines);
  }

  private static void collect(LogRecord record, Set<String> ids, Map<String, Line> lines) {
    String raw = record.raw();
    int start = 0;
    for (int i = 0; i <= raw.length(); i++) {
      char c = i < raw.length() ? raw.charAt(i) : ' ';
      if (Character.isLetterOrDigit(c) || c == '-') {
        continue;
      }
      if (i - start >= SHORTEST_ID && ids.contains(raw.substring(start, i))) {
        lines.put(raw.substring(start, i), new Line(record.time(), record.evidence()));
      }
      start = i + 1;
    }
  }

  /** The last line that names this request. */
  public Optional<Line> of(Observation request) {
    return Optional.ofNullable(lines.get(request.requestId()));
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }
}
