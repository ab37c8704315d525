package dev.whichhop.records.access;

import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.LineParser;
import dev.whichhop.records.Parsed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Gives fixture lines to the access-log parsers. */
final class Lines {
  private Lines() {}

  static List<String> fixture(String name) {
    try (InputStream in = Lines.class.getResourceAsStream("/fixtures/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The format of the parser that takes the line, and what it makes of it. */
  record Taken(String format, Observation observation) {}

  static Optional<Taken> parse(String line) {
    return parse(line, new AccessLogFormats());
  }

  static Optional<Taken> parse(String line, AccessLogFormats formats) {
    LineContext context = new LineContext(Place.line("a.log", 3), "pod-a", Component.APPLICATION);
    for (LineParser parser : AccessParsers.all(formats)) {
      Optional<Parsed> parsed = parser.parse(line, context);
      if (parsed.isPresent() && parsed.get() instanceof Parsed.OfRequest request) {
        return Optional.of(new Taken(parser.format(), request.observation()));
      }
    }
    return Optional.empty();
  }

  static Observation observation(String line) {
    return parse(line).orElseThrow(() -> new AssertionError("not taken: " + line)).observation();
  }
}
