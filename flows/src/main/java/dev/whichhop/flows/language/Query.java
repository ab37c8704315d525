package dev.whichhop.flows.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole query: where the events come from, if it says so, and the commands in their order. */
public record Query(@Nullable Source source, List<Command> commands, Span span) {
  public Query {
    commands = List.copyOf(commands);
  }
}
