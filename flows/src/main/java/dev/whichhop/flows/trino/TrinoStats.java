package dev.whichhop.flows.trino;

import dev.whichhop.flows.function.FunctionCatalog;
import dev.whichhop.flows.function.PeriodFunction;
import dev.whichhop.flows.function.Periods;
import dev.whichhop.flows.language.Command;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Expression.Call;
import dev.whichhop.flows.language.Expression.Period;
import dev.whichhop.flows.language.Item;
import dev.whichhop.flows.reference.Groups;
import dev.whichhop.flows.sql.Select;
import dev.whichhop.flows.sql.Sql;
import dev.whichhop.flows.sql.Sql.Operator;
import dev.whichhop.flows.value.Value;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code stats} that Trino can compute: counts, sums, extremes and averages of columns of
 * integers, by columns and by {@code bin} of a fixed length. Only what a group is made of is
 * fetched; everything written around it ({@code sum(bytes) / 1024}) is computed here.
 */
final class TrinoStats {
  /** Below, doubles hold every integer, so that a sum here is the same in every order. */
  private static final long EXACT = 1L << 53;

  private final Command.Stats stats;
  private final List<Key> keys = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();

  private TrinoStats(Command.Stats stats) {
    this.stats = stats;
  }

  /** What a group is by. */
  private record Key(Sql sql, boolean time) {}

  /** The columns of the statement that an aggregate is made of, and how. */
  private record Part(List<Sql> columns, Made made) {}

  @FunctionalInterface
  private interface Made {
    /** Null when doubles would not hold it. */
    @Nullable Value of(List<@Nullable Long> columns);
  }

  /** Empty when something of it is beyond that. */
  static Optional<TrinoStats> of(Command.Stats stats, Map<String, TrinoColumn> columns) {
    TrinoStats made = new TrinoStats(stats);
    if (stats.offset() != null) {
      return Optional.empty();
    }
    for (Item by : stats.by()) {
      Optional<Key> key = key(by.expression(), columns);
      if (key.isEmpty()) {
        return Optional.empty();
      }
      made.keys.add(key.get());
    }
    for (Call call : Groups.calls(stats)) {
      Optional<Part> part = part(call, columns);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      made.parts.add(part.get());
    }
    return Optional.of(made);
  }

  private static Optional<Key> key(Expression expression, Map<String, TrinoColumn> columns) {
    if (expression instanceof Expression.Field(var path)) {
      TrinoColumn column = path.segments().size() == 1 ? columns.get(path.root()) : null;
      return Optional.ofNullable(column).map(one -> new Key(one.text(), false));
    }
    TrinoColumn start = columns.get(Where.START);
    boolean bin =
        expression instanceof Call call
            && FunctionCatalog.find(call.function()).orElse(null) instanceof PeriodFunction rounding
            && rounding.ofTimestamp()
            && call.arguments().getLast() instanceof Period;
    if (!bin || start == null || start.kind() != TrinoColumn.Kind.INTEGER) {
      return Optional.empty();
    }
    Period period = (Period) ((Call) expression).arguments().getLast();
    return switch (period.unit()) {
      case MILLISECOND, SECOND, MINUTE, HOUR, DAY ->
          Optional.of(new Key(floor(Where.milliseconds(start.value()), period), true));
      case WEEK, MONTH, QUARTER, YEAR -> Optional.empty();
    };
  }

  private static Sql floor(Sql time, Period period) {
    Sql length = new Sql.Whole(Periods.next(0, period));
    return Sql.infix(time, Operator.SUBTRACT, Sql.infix(time, Operator.REMAINDER, length));
  }

  private static Optional<Part> part(Call call, Map<String, TrinoColumn> columns) {
    String name = call.function().toLowerCase(Locale.ROOT);
    List<Expression> arguments =
        call.arguments().stream().filter(one -> !(one instanceof Expression.Star)).toList();
    TrinoColumn column =
        arguments.size() == 1
                && arguments.getFirst() instanceof Expression.Field(var path)
                && path.segments().size() == 1
            ? columns.get(path.root())
            : null;
    if (name.equals("count") && (arguments.isEmpty() || column != null)) {
      // A record has a text in each of its fields, be it "-".
      return Optional.of(new Part(List.of(count()), one -> number(one.getFirst())));
    }
    if (column == null) {
      return Optional.empty();
    }
    if (name.equals("countdistinct") || name.equals("count_distinct")) {
      Sql distinct = new Sql.Aggregate("count", true, List.of(column.text()), List.of());
      return Optional.of(new Part(List.of(distinct), one -> number(one.getFirst())));
    }
    if (column.kind() != TrinoColumn.Kind.INTEGER) {
      return Optional.empty();
    }
    return switch (name) {
      case "sum", "min", "max" ->
          Optional.of(new Part(List.of(of(name, column)), one -> number(one.getFirst())));
      case "avg" ->
          Optional.of(
              new Part(
                  List.of(of("sum", column), of("count", column)),
                  both -> average(both.getFirst(), both.getLast())));
      default -> Optional.empty();
    };
  }

  private static Sql count() {
    return new Sql.Aggregate("count", false, List.of(), List.of());
  }

  private static Sql of(String function, TrinoColumn column) {
    return new Sql.Aggregate(function, false, List.of(column.value()), List.of());
  }

  private static @Nullable Value number(@Nullable Long number) {
    if (number == null) {
      return Value.MISSING;
    }
    return Math.abs(number) < EXACT ? Value.of(number) : null;
  }

  private static @Nullable Value average(@Nullable Long sum, @Nullable Long count) {
    Value exact = number(sum);
    return exact == null || sum == null || count == null
        ? exact
        : Value.of((double) sum / (double) count);
  }

  /** The statement: keys, rows of the group, parts of aggregates. */
  Select select(TrinoTable table, @Nullable Sql where) {
    List<Sql> columns = new ArrayList<>(keys.stream().map(Key::sql).toList());
    columns.add(count());
    parts.forEach(part -> columns.addAll(part.columns()));
    List<Select.Item> items = new ArrayList<>();
    columns.forEach(column -> items.add(new Select.Item(column, "c" + items.size())));
    return table.select(items, where, keys.stream().map(Key::sql).toList());
  }

  /** The groups with how many rows they have; null when a number is beyond doubles. */
  @Nullable Fetched fetch(ResultSet rows) throws SQLException {
    List<Groups.Group> groups = new ArrayList<>();
    long count = 0;
    while (rows.next()) {
      int at = 1;
      List<Value> by = new ArrayList<>();
      for (Key key : keys) {
        by.add(key.time() ? time(whole(rows, at++)) : Value.of(rows.getString(at++)));
      }
      count += rows.getLong(at++);
      List<Value> aggregates = new ArrayList<>();
      for (Part part : parts) {
        List<@Nullable Long> columns = new ArrayList<>();
        for (int i = 0; i < part.columns().size(); i++) {
          columns.add(whole(rows, at++));
        }
        Value value = part.made().of(columns);
        if (value == null) {
          return null;
        }
        aggregates.add(value);
      }
      groups.add(new Groups.Group(by, aggregates));
    }
    return new Fetched(new Groups(stats, groups), count);
  }

  /** The groups, and of how many rows they are. */
  record Fetched(Groups groups, long rows) {}

  private static Value time(@Nullable Long milliseconds) {
    return milliseconds == null ? Value.MISSING : new Value.Time(milliseconds);
  }

  private static @Nullable Long whole(ResultSet rows, int column) throws SQLException {
    long value = rows.getLong(column);
    return rows.wasNull() ? null : value;
  }
}
