package dev.whichhop.records.log;

import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.LineParser;
import dev.whichhop.records.Parsed;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The parsers of log lines that are not access logs, most specific first. Add a new one here. */
public final class LogParsers {
  private static final List<LineParser> ALL =
      List.of(
          new JsonLogParser(),
          new TabLogParser(),
          new EnvoyLogParser(),
          new KlogParser(),
          new LinkerdLogParser(),
          new KernelLogParser(),
          new NginxErrorParser(),
          new PlainLineParser());

  private LogParsers() {}

  /** All of them; the last, {@link PlainLineParser}, takes every line. They keep no state. */
  public static List<LineParser> all() {
    return ALL;
  }

  /** The component that most lines of the head name; APPLICATION when none names one. */
  public static Component componentOf(List<String> head) {
    LineContext unknown = new LineContext(Place.file(""), "", Component.APPLICATION);
    Map<Component, Integer> named = new EnumMap<>(Component.class);
    for (String line : head) {
      for (LineParser parser : ALL) {
        Parsed parsed = parser.parse(line, unknown).orElse(null);
        if (parsed == null) {
          continue;
        }
        Component component = component(parsed);
        if (component != Component.APPLICATION) {
          named.merge(component, 1, Integer::sum);
        }
        break;
      }
    }
    return named.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(Component.APPLICATION);
  }

  private static Component component(Parsed parsed) {
    if (parsed instanceof Parsed.OfLog log) {
      return log.record().component();
    }
    return parsed instanceof Parsed.OfLoggedRequest both
        ? both.record().component()
        : Component.APPLICATION;
  }
}
