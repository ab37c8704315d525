package dev.whichhop.flows.reference;

import dev.whichhop.flows.analysis.Analyser;
import dev.whichhop.flows.analysis.EventFields;
import dev.whichhop.flows.analysis.Setting;
import dev.whichhop.flows.engine.Result;
import dev.whichhop.flows.engine.Sources;
import dev.whichhop.flows.event.LogEvent;
import dev.whichhop.flows.function.Moment;
import dev.whichhop.model.evidence.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs queries on a few events in the reference interpreter and shows rows as lines. */
final class Answers {
  /** 2026-01-31 00:00:00 UTC. */
  static final long START = 1_769_817_600_000L;

  static final Moment MOMENT = new Moment(START + 7_200_500, START, START + 3_599_999);

  private Answers() {}

  /** An event so many seconds after the start, with fields {@code name=value}. */
  static LogEvent event(long seconds, String... fields) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String field : fields) {
      values.put(field.substring(0, field.indexOf('=')), field.substring(field.indexOf('=') + 1));
    }
    return new LogEvent(
        START + seconds * 1000,
        "log",
        "stream",
        String.join(" ", values.values()),
        values,
        Place.line("test", 1));
  }

  static LogEvent message(long seconds, String message) {
    return new LogEvent(
        START + seconds * 1000, "log", "stream", message, Map.of(), Place.line("test", 1));
  }

  static Result run(String query, Sources sources) {
    return new ReferenceEngine()
        .run(Analyser.check(query, Setting.of(EventFields.unknown())), sources, MOMENT);
  }

  static Result run(String query, LogEvent... events) {
    return run(query, Sources.of(List.of(events)));
  }

  /** The rows, their values separated by a bar, missing ones as a dot. */
  static List<String> rows(String query, LogEvent... events) {
    return rows(run(query, events));
  }

  static List<String> rows(Result result) {
    List<String> rows = new ArrayList<>();
    result
        .rows()
        .forEach(row ->
            rows.add(
                row.stream()
                    .map(cell -> cell == null ? "·" : cell)
                    .collect(Collectors.joining("|"))));
    return rows;
  }

  /** The value of an expression for an event. */
  static String value(String expression, LogEvent event) {
    return rows("fields " + expression + " as value", event).getFirst();
  }
}
