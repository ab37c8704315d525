package dev.whichhop.model.evidence;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a log that is not an access log.
 *
 * @param source the pod, container or file it came from
 * @param time null when the line has none that could be read
 * @param level upper case: {@code ERROR}, {@code WARN}, {@code INFO}, {@code DEBUG}; empty if none
 * @param message the text without time and level
 * @param fields structured fields (JSON or key=value); empty for plain lines
 * @param raw the whole line as it stood
 */
public record LogRecord(
    Component component,
    String source,
    @Nullable Instant time,
    String level,
    String message,
    Map<String, String> fields,
    String raw,
    Place place) {

  public Evidence evidence() {
    return new Evidence(place, raw);
  }
}
