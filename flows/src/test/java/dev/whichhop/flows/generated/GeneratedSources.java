package dev.whichhop.flows.generated;

import dev.whichhop.flows.engine.LookupTable;
import dev.whichhop.flows.engine.Sources;
import dev.whichhop.flows.event.LogEvent;
import dev.whichhop.flows.language.Source;
import java.util.List;
import java.util.Optional;

/** Generated events, other ones for every {@code SOURCE}, and the tables of generated queries. */
public record GeneratedSources(List<LogEvent> own, List<LogEvent> others) implements Sources {
  public static GeneratedSources of(long seed, int count) {
    return new GeneratedSources(
        new EventGenerator(seed).events(count), new EventGenerator(~seed).events(count / 2));
  }

  @Override
  public Iterable<LogEvent> events() {
    return own;
  }

  @Override
  public Optional<Iterable<LogEvent>> events(Source source) {
    return Optional.of(others);
  }

  @Override
  public Optional<LookupTable> table(String name) {
    return switch (name) {
      case "ports" ->
          Optional.of(
              new LookupTable(
                  List.of("port", "service"),
                  List.of(List.of("443", "https"), List.of("22", "ssh"), List.of("443", "again"))));
      case "nets" ->
          Optional.of(
              new LookupTable(
                  List.of("cidr", "owner"),
                  List.of(
                      List.of("10.0.0.0/8", "all"),
                      List.of("10.0.0.0/24", "part"),
                      List.of("2001:db8::/32", "six"))));
      default -> Optional.empty();
    };
  }
}
