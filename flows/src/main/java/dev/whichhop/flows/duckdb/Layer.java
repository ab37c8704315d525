package dev.whichhop.flows.duckdb;

import dev.whichhop.flows.language.Path;
import dev.whichhop.flows.sql.Select;
import dev.whichhop.flows.sql.Sql;
import dev.whichhop.flows.sql.Sql.Order;
import dev.whichhop.flows.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is being made, over the table of events or over the layer below it. Its columns
 * are what layers above it have asked for, so that nothing is carried on that nobody uses.
 */
final class Layer {
  private final @Nullable Layer below;
  private final EventColumns events;
  private final JavaFunctions functions;
  private final String table;
  private final boolean ofEvents;
  private final int depth;
  private final Map<String, Operand> defined = new HashMap<>();
  private final Map<Sql, String> exports = new LinkedHashMap<>();
  private List<Order> order;

  /** What a command has ordered by, without what tells equal rows apart; null after stats. */
  private @Nullable List<Order> chosenOrder;

  private @Nullable Sql reading;
  private @Nullable Sql where;
  private @Nullable Long limit;
  private @Nullable List<Sql> groups;

  private Layer(
      @Nullable Layer below,
      EventColumns events,
      JavaFunctions functions,
      String table,
      boolean ofEvents,
      int depth) {
    this.below = below;
    this.events = events;
    this.functions = functions;
    this.table = table;
    this.ofEvents = ofEvents;
    this.depth = depth;
    this.order = List.of();
  }

  /** The events, newest first; those of one moment in the order of reading. */
  static Layer ofEvents(EventColumns events, JavaFunctions functions, String table) {
    Layer layer = new Layer(null, events, functions, table, true, 0);
    layer.chosenOrder =
        List.of(new Order(new Sql.Cast(events.field("@timestamp").number(), Sql.Type.REAL), true));
    layer.reading = EventColumns.ordinal();
    layer.order = List.of(layer.chosenOrder.getFirst(), new Order(layer.reading, false));
    return layer;
  }

  /** A layer of the same rows in the same order. */
  Layer above() {
    Layer above = new Layer(this, events, functions, table, ofEvents, depth + 1);
    above.order = exported(order);
    above.chosenOrder = chosenOrder == null ? null : exported(chosenOrder);
    return above;
  }

  /**
   * A layer of other rows, one for each group.
   *
   * @param keys the parts of what is grouped by; empty for one group of all rows
   */
  Layer grouped(List<Sql> keys) {
    groups = List.copyOf(keys);
    order = List.of();
    return new Layer(this, events, functions, table, false, depth + 1);
  }

  private List<Order> exported(List<Order> keys) {
    return keys.stream().map(key -> new Order(export(key.key()), key.descending())).toList();
  }

  /** Makes an expression a column, which is returned as the layer above sees it. */
  Sql export(Sql expression) {
    String name = exports.computeIfAbsent(expression, _ -> "c" + depth + "_" + exports.size());
    return new Sql.Column(name);
  }

  Operand export(Operand operand) {
    return operand.heldBy(operand.parts().stream().map(this::export).toList());
  }

  void define(String name, Operand operand) {
    defined.put(name, operand);
  }

  /** The field that a command has defined; null when none has. */
  @Nullable Operand defined(String name) {
    Operand here = defined.get(name);
    if (here != null || below == null || groups(below)) {
      return here;
    }
    Operand there = below.defined(name);
    if (there == null) {
      return null;
    }
    Operand carried = below.export(there);
    defined.put(name, carried);
    return carried;
  }

  private static boolean groups(Layer layer) {
    return layer.groups != null;
  }

  /** What a name means here: the longest beginning that is defined, else a field of the event. */
  Operand field(Path path) {
    List<Path.Segment> segments = path.segments();
    for (int length = segments.size(); length > 0; length--) {
      Operand operand = defined(new Path(segments.subList(0, length), path.span()).name());
      if (operand != null) {
        return within(operand, segments.subList(length, segments.size()));
      }
    }
    return ofEvent(path.name());
  }

  private Operand ofEvent(String name) {
    if (!ofEvents) {
      return Constants.operand(Value.MISSING);
    }
    return below == null ? events.field(name) : below.export(below.ofEvent(name));
  }

  private Operand within(Operand operand, List<Path.Segment> way) {
    if (way.isEmpty()) {
      return operand;
    }
    if (!(operand instanceof Operand.Mixed)) {
      return Constants.operand(Value.MISSING);
    }
    String function =
        functions.add(
            List.of(Kind.MIXED),
            Kind.MIXED,
            one -> {
              Value inner = one.getFirst();
              for (Path.Segment segment : way) {
                inner =
                    inner instanceof Value.Structure structure
                        ? structure.member(segment.name())
                        : Value.MISSING;
              }
              return inner;
            });
    return new Operand.Mixed(Sql.call(function, operand.argument()));
  }

  /** The place of a row in the order of reading. */
  Sql reading() {
    if (reading == null) {
      reading =
          below == null || groups(below)
              ? new Sql.Window("row_number", List.of(), order)
              : below.export(below.reading());
    }
    return reading;
  }

  void filter(Sql condition) {
    where = where == null ? condition : Sql.and(where, condition);
  }

  @Nullable Sql condition() {
    return where;
  }

  void replaceCondition(Sql condition) {
    where = condition;
  }

  /** Orders by these, and rows that are equal in them as before. */
  void sort(List<Order> keys) {
    List<Order> all = new ArrayList<>(keys);
    all.addAll(order);
    order = List.copyOf(all);
    chosenOrder = List.copyOf(keys);
  }

  /** The order that rows have by what a command has not chosen, as that of groups. */
  void orderBy(List<Order> keys) {
    order = List.copyOf(keys);
  }

  void limit(long rows) {
    limit = rows;
  }

  List<Order> order() {
    return order;
  }

  @Nullable List<Order> chosenOrder() {
    return chosenOrder;
  }

  boolean isLowest() {
    return below == null;
  }

  boolean isOfEvents() {
    return ofEvents;
  }

  /**
   * The statement with the columns that have been asked for until now, in order if that matters.
   */
  private Select select() {
    List<Select.Item> items = new ArrayList<>();
    exports.forEach((expression, name) -> items.add(new Select.Item(expression, name)));
    if (items.isEmpty()) {
      items.add(new Select.Item(new Sql.Truth(true), "row"));
    }
    return select(items, limit == null ? List.of() : order, limit);
  }

  /** How many rows it has. */
  Select count() {
    Select.Item row = new Select.Item(new Sql.Truth(true), "row");
    Sql count = new Sql.Aggregate("count", false, List.of(), List.of());
    return new Select(
        List.of(new Select.Item(count, "count")),
        new Select.Rows(select(List.of(row), List.of(), null)),
        null,
        List.of(),
        List.of(),
        null);
  }

  static Select countOfEvents(String table) {
    Sql count = new Sql.Aggregate("count", false, List.of(EventColumns.ordinal()), List.of());
    return new Select(
        List.of(new Select.Item(count, "count")),
        new Select.Named(table, true),
        null,
        List.of(),
        List.of(),
        null);
  }

  /** The last statement: texts of columns, rows in their order. */
  Select result(List<Sql> columns, long rows) {
    List<Select.Item> items = new ArrayList<>();
    columns.forEach(column -> items.add(new Select.Item(column, "column " + items.size())));
    return select(items, order, rows);
  }

  private Select select(List<Select.Item> items, List<Order> ordered, @Nullable Long most) {
    Select.From from =
        below == null ? new Select.Named(table, true) : new Select.Rows(below.select());
    return new Select(items, from, where, groups == null ? List.of() : groups, ordered, most);
  }
}
