package dev.whichhop.flows.reference;

import dev.whichhop.flows.function.Aggregate;
import dev.whichhop.flows.function.FunctionCatalog;
import dev.whichhop.flows.function.Periods;
import dev.whichhop.flows.language.Command.Stats;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Expression.Call;
import dev.whichhop.flows.language.Expression.Period;
import dev.whichhop.flows.language.Expression.Star;
import dev.whichhop.flows.language.Item;
import dev.whichhop.flows.value.NaturalOrder;
import dev.whichhop.flows.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code stats}: rows with the same values of {@code by} become one row. */
final class Grouping {
  private static final NaturalOrder NATURAL = new NaturalOrder();

  private final Evaluator evaluator;
  private final Stats stats;

  Grouping(Evaluator evaluator, Stats stats) {
    this.evaluator = evaluator;
    this.stats = stats;
  }

  /** The groups in natural order of what they are grouped by. */
  List<Row> group(List<Row> rows) {
    Map<List<@Nullable String>, List<Value>> keys = new LinkedHashMap<>();
    Map<List<@Nullable String>, List<Row>> groups = new LinkedHashMap<>();
    rows.stream()
        .sorted(Comparator.comparingLong(Row::order))
        .forEach(row -> {
          List<Value> values = values(row);
          List<@Nullable String> key = new ArrayList<>();
          values.forEach(value -> key.add(value.shown()));
          keys.putIfAbsent(key, values);
          groups.computeIfAbsent(key, none -> new ArrayList<>()).add(row);
        });
    if (rows.isEmpty() && stats.by().isEmpty()) {
      keys.put(List.of(), List.of());
      groups.put(List.of(), List.of());
    }
    List<Row> result = new ArrayList<>();
    keys.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Grouping::compareKeys))
        .forEach(entry -> {
          List<Row> group = groups.getOrDefault(entry.getKey(), List.of());
          result.add(row(entry.getValue(), aggregated(group), result.size()));
        });
    return result;
  }

  /** The rows of groups that have been made elsewhere, in their natural order. */
  List<Row> rows(Groups made) {
    List<Call> calls = Groups.calls(stats);
    List<Row> result = new ArrayList<>();
    made.groups().stream()
        .sorted(Comparator.comparing(Groups.Group::by, Grouping::compareKeys))
        .forEach(group -> {
          Map<Expression, Value> computed = new IdentityHashMap<>();
          for (int i = 0; i < calls.size(); i++) {
            computed.put(calls.get(i), group.aggregates().get(i));
          }
          result.add(row(group.by(), computed, result.size()));
        });
    return result;
  }

  private List<Value> values(Row row) {
    return stats.by().stream().map(item -> shifted(item, row)).toList();
  }

  /** {@code offset} moves bins of time. */
  private Value shifted(Item item, Row row) {
    Value value = evaluator.evaluate(item.expression(), row);
    Period offset = stats.offset();
    return offset != null && value instanceof Value.Time time
        ? new Value.Time(time.milliseconds() + Periods.milliseconds(offset))
        : value;
  }

  static int compareKeys(List<Value> left, List<Value> right) {
    for (int i = 0; i < left.size(); i++) {
      int order = NATURAL.compare(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private Row row(List<Value> by, Map<Expression, Value> computed, long order) {
    Map<String, Value> columns = new LinkedHashMap<>();
    for (int i = 0; i < by.size(); i++) {
      columns.put(stats.by().get(i).column(), by.get(i));
    }
    for (Item item : stats.items()) {
      Row soFar = Row.of(new LinkedHashMap<>(columns), order);
      columns.put(item.column(), evaluator.evaluate(item.expression(), soFar, computed));
    }
    return Row.of(columns, order);
  }

  private Map<Expression, Value> aggregated(List<Row> group) {
    Map<Expression, Value> computed = new IdentityHashMap<>();
    for (Call call : Groups.calls(stats)) {
      List<Aggregate.Row> rows =
          group.stream()
              .map(row -> new Aggregate.Row(arguments(call, row), row.get("@timestamp")))
              .toList();
      Aggregate aggregate = (Aggregate) FunctionCatalog.find(call.function()).orElseThrow();
      computed.put(call, aggregate.apply(rows));
    }
    return computed;
  }

  private List<Value> arguments(Call call, Row row) {
    return call.arguments().stream()
        .filter(argument -> !(argument instanceof Star))
        .map(argument -> evaluator.evaluate(argument, row))
        .toList();
  }
}
