package dev.whichhop.flows.engine;

import dev.whichhop.flows.event.LogEvent;
import dev.whichhop.flows.language.Source;
import java.util.Optional;

/** What the names of a query stand for: log groups are sets of files, lookup tables CSV files. */
public interface Sources {
  /** The events of the query itself, in the order in which they are read. */
  Iterable<LogEvent> events();

  /** The events of a {@code SOURCE}; nothing when no file belongs to it. */
  Optional<Iterable<LogEvent>> events(Source source);

  /** A lookup table by its name. */
  Optional<LookupTable> table(String name);

  /** These events, and nothing to look up. */
  static Sources of(Iterable<LogEvent> events) {
    return new Sources() {
      @Override
      public Iterable<LogEvent> events() {
        return events;
      }

      @Override
      public Optional<Iterable<LogEvent>> events(Source source) {
        return Optional.empty();
      }

      @Override
      public Optional<LookupTable> table(String name) {
        return Optional.empty();
      }
    };
  }
}
