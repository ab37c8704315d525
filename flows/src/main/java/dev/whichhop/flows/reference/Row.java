package dev.whichhop.flows.reference;

import dev.whichhop.flows.event.JsonDiscovery;
import dev.whichhop.flows.event.LogEvent;
import dev.whichhop.flows.language.Path;
import dev.whichhop.flows.language.Path.Segment;
import dev.whichhop.flows.value.Value;
import dev.whichhop.flows.value.Value.Structure;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row on its way through a query.
 *
 * @param order its place among the rows in the order of reading
 * @param event the fields of its event; none after {@code stats}
 * @param defined the names that commands have defined
 * @param sides the rows that a join has put side by side, by the names of the sides
 */
record Row(
    long order, Map<String, Value> event, Map<String, Value> defined, Map<String, Row> sides) {

  static Row of(LogEvent event, long order) {
    Map<String, Value> fields = new HashMap<>();
    JsonDiscovery.fields(event.message()).forEach((name, text) -> fields.put(name, Value.of(text)));
    event.fields().forEach((name, text) -> fields.put(name, Value.of(text)));
    if (event.timestamp() >= 0) {
      fields.put("@timestamp", new Value.Time(event.timestamp()));
    }
    fields.put("@message", Value.of(event.message()));
    fields.put("@logStream", Value.of(event.logStream()));
    fields.put("@log", Value.of(event.log()));
    return new Row(order, fields, Map.of(), Map.of());
  }

  /** A row of nothing but columns. */
  static Row of(Map<String, Value> columns, long order) {
    return new Row(order, Map.of(), columns, Map.of());
  }

  Row with(String name, Value value) {
    return with(Map.of(name, value));
  }

  Row with(Map<String, Value> values) {
    Map<String, Value> more = new LinkedHashMap<>(defined);
    more.putAll(values);
    return new Row(order, event, more, sides);
  }

  Row joined(String side, Row row) {
    Map<String, Row> more = new LinkedHashMap<>(sides);
    more.put(side, row);
    return new Row(order, event, defined, more);
  }

  Value get(String name) {
    return get(Path.of(name));
  }

  /**
   * The longest beginning of a path that a command has defined, and the way on from there into its
   * structure; else a side of a join; else the field of the event.
   */
  Value get(Path path) {
    List<Segment> segments = path.segments();
    for (int length = segments.size(); length > 0; length--) {
      Value value = defined.get(new Path(segments.subList(0, length), path.span()).name());
      if (value != null) {
        return within(value, segments.subList(length, segments.size()));
      }
    }
    Row side = sides.get(path.root());
    if (side != null && segments.size() > 1) {
      return side.get(new Path(segments.subList(1, segments.size()), path.span()));
    }
    return event.getOrDefault(path.name(), Value.MISSING);
  }

  private static Value within(Value value, List<Segment> way) {
    Value inner = value;
    for (Segment segment : way) {
      inner =
          inner instanceof Structure structure ? structure.member(segment.name()) : Value.MISSING;
    }
    return inner;
  }
}
