package dev.whichhop.records;

import java.util.Optional;

/**
 * Parses single lines of one format. No I/O, no clock, no state between lines.
 *
 * <p>A parser must be quick to say no: of a mixed log every parser that was ever right for the file
 * is asked for every line.
 */
public interface LineParser {

  /** Word of the format, for example {@code envoy-access-text}. */
  String format();

  /** What the line says, or empty when it is not of this format. */
  Optional<Parsed> parse(String line, LineContext context);
}
