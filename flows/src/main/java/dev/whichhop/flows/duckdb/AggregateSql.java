package dev.whichhop.flows.duckdb;

import dev.whichhop.flows.function.Aggregate;
import dev.whichhop.flows.function.FunctionCatalog;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Expression.Call;
import dev.whichhop.flows.language.Path;
import dev.whichhop.flows.sql.Sql;
import dev.whichhop.flows.sql.Sql.Operator;
import dev.whichhop.flows.sql.Sql.Order;
import dev.whichhop.flows.value.Value;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Functions of groups. Where DuckDB's own would give another answer in any digit, the rows of a
 * group are gathered and the function of the interpreter is called.
 */
final class AggregateSql {
  private final GroupFunctions groups;
  private final boolean trustSums;

  /**
   * @param trustSums whether sums are taken to be of integers until they turn out not to be
   */
  AggregateSql(GroupFunctions groups, boolean trustSums) {
    this.groups = groups;
    this.trustSums = trustSums;
  }

  /** The value for each group, as an expression of the layer that is grouped. */
  Operand operand(Call call, Layer layer, List<Operand> arguments) {
    Aggregate function = (Aggregate) FunctionCatalog.find(call.function()).orElseThrow();
    return switch (function.name()) {
      case "count", "countOverTime" -> count(arguments);
      case "countDistinct" -> countDistinct(arguments.getFirst());
      case "sum", "sumOverTime" ->
          trustSums
              ? new Operand.Number(sum(arguments.getFirst()), Kind.NUMBER)
              : gathered(function, call, arguments, layer);
      case "avg" ->
          trustSums ? average(arguments.getFirst()) : gathered(function, call, arguments, layer);
      case "min", "max" -> extreme(function.name(), arguments.getFirst());
      case "pct" -> percentile(function, call, arguments, layer);
      case "median" -> percentile(arguments.getFirst(), 50);
      case "earliest" -> atTime(arguments.getFirst(), layer, false);
      case "latest" -> atTime(arguments.getFirst(), layer, true);
      case "sortsFirst" -> sorting(arguments.getFirst(), layer, false);
      case "sortsLast" -> sorting(arguments.getFirst(), layer, true);
      default -> gathered(function, call, arguments, layer);
    };
  }

  private static Sql aggregate(String function, Sql argument) {
    return new Sql.Aggregate(function, false, List.of(argument), List.of());
  }

  private static Sql distinct(Sql argument) {
    return new Sql.Aggregate("count", true, List.of(argument), List.of());
  }

  /** How many rows a group has. */
  static Sql rows() {
    return new Sql.Aggregate("count", false, List.of(), List.of());
  }

  private static Operand count(List<Operand> arguments) {
    if (arguments.isEmpty()) {
      return new Operand.Number(rows(), Kind.WHOLE);
    }
    Sql present =
        Sql.when(
            arguments.getFirst().isPresent(), new Sql.Whole(1), new Sql.Nothing(Sql.Type.WHOLE));
    return new Operand.Number(aggregate("count", present), Kind.WHOLE);
  }

  /** By what is shown; of plain numbers and words that is the same as by either. */
  private static Operand countDistinct(Operand operand) {
    Sql count =
        switch (operand) {
          case Operand.Digits(Sql number, Sql word) ->
              Sql.infix(distinct(number), Operator.ADD, distinct(word));
          case Operand.Number(Sql number, _) -> distinct(number);
          case Operand.Time(Sql number) -> distinct(number);
          case Operand.Text(Sql text) -> distinct(text);
          case Operand.Condition condition -> distinct(condition.truth());
          case Operand.Mixed mixed -> distinct(mixed.shown());
        };
    return new Operand.Number(count, Kind.WHOLE);
  }

  private Sql sum(Operand operand) {
    Sql number = operand.number();
    Sql sum = new Sql.Cast(aggregate("sum", number), Sql.Type.REAL);
    if (operand instanceof Operand.Digits || operand instanceof Operand.Condition) {
      return groups.exactSum(sum, sum, new Sql.Truth(true));
    }
    Sql size = new Sql.Cast(aggregate("sum", Sql.call("abs", number)), Sql.Type.REAL);
    Sql integers =
        aggregate("bool_and", Sql.infix(number, Operator.EQUAL, Sql.call("trunc", number)));
    return groups.exactSum(sum, size, integers);
  }

  private Operand average(Operand operand) {
    Sql count = new Sql.Cast(aggregate("count", operand.number()), Sql.Type.REAL);
    return new Operand.Number(Sql.infix(sum(operand), Operator.DIVIDE, count), Kind.NUMBER);
  }

  private static Operand extreme(String function, Operand operand) {
    Sql extreme = aggregate(function, operand.number());
    return switch (operand) {
      case Operand.Time _ -> new Operand.Time(extreme);
      case Operand.Digits _, Operand.Condition _ -> new Operand.Number(extreme, Kind.WHOLE);
      case Operand.Number(_, Kind kind) -> new Operand.Number(extreme, kind);
      case Operand.Text _ -> new Operand.Number(extreme, Kind.NUMBER);
      case Operand.Mixed _ -> throw new BeyondSqlException("the extreme of mixed values");
    };
  }

  private Operand percentile(Aggregate function, Call call, List<Operand> arguments, Layer layer) {
    OptionalDouble percent =
        Constants.of(call.arguments().get(1)).map(Value::number).orElse(OptionalDouble.empty());
    return percent.isPresent()
        ? percentile(arguments.getFirst(), percent.getAsDouble())
        : gathered(function, call, arguments, layer);
  }

  /** The nearest rank: the number at a place, counted from 1, among the sorted ones. */
  private static Operand percentile(Operand operand, double percent) {
    Sql number = operand.number();
    Sql count = aggregate("count", number);
    Sql share =
        Sql.infix(
            Sql.infix(new Sql.Real(percent), Operator.MULTIPLY, new Sql.Cast(count, Sql.Type.REAL)),
            Operator.DIVIDE,
            new Sql.Real(100));
    Sql rank = new Sql.Cast(Sql.call("ceil", share), Sql.Type.WHOLE);
    Sql place = Sql.call("least", Sql.call("greatest", rank, new Sql.Whole(1)), count);
    Sql sorted =
        Sql.call(
            "list_sort",
            aggregate("list", number),
            new Sql.Text("ASC"),
            new Sql.Text("NULLS LAST"));
    return new Operand.Number(
        Sql.call("list_extract", sorted, place),
        operand instanceof Operand.Digits ? Kind.WHOLE : Kind.NUMBER);
  }

  /** Of the first or last known moment the first or last that was read. */
  private static Operand atTime(Operand operand, Layer layer, boolean latest) {
    if (!layer.isOfEvents()) {
      throw new BeyondSqlException("a moment of rows that are no events");
    }
    Sql time = layer.field(Path.of("@timestamp")).number();
    List<Order> order = List.of(new Order(time, latest), new Order(layer.reading(), latest));
    Sql timed = Sql.when(new Sql.IsNull(time), new Sql.Nothing(type(operand)), operand.argument());
    return firstPresent(operand, timed, order);
  }

  private static Sql.Type type(Operand operand) {
    return switch (operand) {
      case Operand.Text _, Operand.Digits _, Operand.Mixed _ -> Sql.Type.TEXT;
      case Operand.Number(_, Kind kind) -> kind == Kind.WHOLE ? Sql.Type.WHOLE : Sql.Type.REAL;
      case Operand.Time _ -> Sql.Type.WHOLE;
      case Operand.Condition _ -> Sql.Type.TRUTH;
    };
  }

  private static Operand sorting(Operand operand, Layer layer, boolean last) {
    List<Order> order =
        Stream.concat(
                operand.naturalKeys().stream().map(key -> new Order(key, last)),
                Stream.of(new Order(layer.reading(), false)))
            .toList();
    return firstPresent(operand, operand.argument(), order);
  }

  private static Operand firstPresent(Operand operand, Sql argument, List<Order> order) {
    Sql value = new Sql.Aggregate("any_value", false, List.of(argument), order);
    return switch (operand) {
      case Operand.Text _, Operand.Digits _ -> new Operand.Text(value);
      case Operand.Number(_, Kind kind) -> new Operand.Number(value, kind);
      case Operand.Time _ -> new Operand.Time(value);
      case Operand.Mixed _ -> new Operand.Mixed(value);
      case Operand.Condition _ ->
          new Operand.Number(
              Sql.when(
                  new Sql.IsNull(value),
                  new Sql.Nothing(Sql.Type.WHOLE),
                  Sql.when(value, new Sql.Whole(1), new Sql.Whole(0))),
              Kind.WHOLE);
    };
  }

  private Operand gathered(Aggregate function, Call call, List<Operand> arguments, Layer layer) {
    Operand time = layer.field(Path.of("@timestamp"));
    return groups.gathered(function, constants(call), arguments, time, layer.reading());
  }

  private static List<Value> constants(Call call) {
    return call.arguments().stream().map(one -> Constants.of(one).orElse(Value.MISSING)).toList();
  }

  /** The arguments that an aggregate has for each row: none of {@code count(*)}. */
  static List<Expression> arguments(Call call) {
    return call.arguments().stream().filter(one -> !(one instanceof Expression.Star)).toList();
  }
}
