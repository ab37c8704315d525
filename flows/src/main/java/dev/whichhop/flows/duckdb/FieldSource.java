package dev.whichhop.flows.duckdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whichhop.flows.input.EventCursor;
import dev.whichhop.flows.input.Utf8;
import dev.whichhop.flows.value.Numerals;
import dev.whichhop.records.flowlog.FlowLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds a field in event after event; of flow-log records the column is looked up once a format.
 */
final class FieldSource {
  private static final int LONGEST_PLAIN = 15;

  private final String name;
  private List<String> names = List.of();
  private int column = -1;

  FieldSource(String name) {
    this.name = name;
  }

  /** The text of the field in UTF-8; null when the event has no such field. */
  byte @Nullable [] text(EventCursor event) {
    if (event.isRecord()) {
      return find(event) ? Utf8.valid(event.line().bytes(column)) : null;
    }
    String text = event.field(name);
    return text == null ? null : text.getBytes(UTF_8);
  }

  /** The integer of the field. */
  long number(EventCursor event, long ordinal) {
    if (event.isRecord()) {
      return find(event) ? number(event.line()) : EventColumn.Whole.NONE;
    }
    String text = event.field(name);
    return text == null || isWord(text) ? EventColumn.Whole.NONE : Long.parseLong(text);
  }

  /** The text of the field where it is no integer. */
  byte @Nullable [] word(EventCursor event) {
    if (event.isRecord()) {
      boolean word = find(event) && number(event.line()) == EventColumn.Whole.NONE;
      return word ? event.line().bytes(column) : null;
    }
    String text = event.field(name);
    return text == null || !isWord(text) ? null : text.getBytes(UTF_8);
  }

  private long number(FlowLine line) {
    long number = line.plainNumber(column);
    if (number >= 0) {
      return number;
    }
    if (line.has(column)) {
      throw new IrregularNumberException();
    }
    return EventColumn.Whole.NONE;
  }

  private static boolean isWord(String text) {
    if (isPlain(text)) {
      return false;
    }
    if (Numerals.parse(text).isPresent()) {
      throw new IrregularNumberException();
    }
    return true;
  }

  private static boolean isPlain(String text) {
    return text.length() <= LONGEST_PLAIN && text.matches("0|[1-9][0-9]*");
  }

  private boolean find(EventCursor event) {
    if (event.names() != names) {
      names = event.names();
      column = names.indexOf(name);
    }
    return column >= 0;
  }
}
