package dev.whichhop.flows.duckdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whichhop.flows.input.EventCursor;
import dev.whichhop.flows.sql.Sql;
import dev.whichhop.records.flowlog.FlowLogFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The columns of the events that a query uses.
 *
 * <p>A field that holds integers in flow logs is held by two columns, see {@link Operand.Digits}.
 */
final class EventColumns {
  private static final String ORDINAL = "ordinal";

  private final boolean plain;
  private final List<EventColumn> columns = new ArrayList<>();
  private final Map<String, Operand> operands = new LinkedHashMap<>();

  /**
   * @param plain whether the integers of flow logs are to be taken for plain ones, see {@link
   *     IrregularNumberException}
   */
  EventColumns(boolean plain) {
    this.plain = plain;
    columns.add(new EventColumn.Whole(ORDINAL, () -> (_, ordinal) -> ordinal));
  }

  /** The place of an event among all. */
  static Sql ordinal() {
    return new Sql.Column(ORDINAL);
  }

  List<EventColumn> columns() {
    return columns;
  }

  /** The field of this name. */
  Operand field(String name) {
    return operands.computeIfAbsent(name, this::make);
  }

  private Operand make(String name) {
    return switch (name) {
      case "@timestamp" ->
          new Operand.Time(
              whole(
                  name,
                  () ->
                      (event, _) ->
                          event.timestamp() < 0 ? EventColumn.Whole.NONE : event.timestamp()));
      case "@message" -> new Operand.Text(text(name, () -> EventCursor::message));
      case "@log" -> new Operand.Text(text(name, () -> event -> event.log().getBytes(UTF_8)));
      case "@logStream" ->
          new Operand.Text(text(name, () -> event -> event.stream().getBytes(UTF_8)));
      default -> ofEvent(name);
    };
  }

  private Operand ofEvent(String name) {
    if (plain && FlowLogFormat.isNumber(name)) {
      return new Operand.Digits(
          whole("number " + name, () -> new FieldSource(name)::number),
          text("word " + name, () -> new FieldSource(name)::word));
    }
    return new Operand.Text(text("text " + name, () -> new FieldSource(name)::text));
  }

  private Sql whole(String name, Supplier<EventColumn.Whole.Source> sources) {
    columns.add(new EventColumn.Whole(name, sources));
    return new Sql.Column(name);
  }

  private Sql text(String name, Supplier<EventColumn.Text.Source> sources) {
    columns.add(new EventColumn.Text(name, sources));
    return new Sql.Column(name);
  }
}
