package dev.whichhop.flows.duckdb;

import dev.whichhop.flows.function.Aggregate;
import dev.whichhop.flows.function.Function;
import dev.whichhop.flows.sql.Sql;
import dev.whichhop.flows.sql.Sql.Operator;
import dev.whichhop.flows.sql.Sql.Order;
import dev.whichhop.flows.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions of Java that take part in aggregating. */
final class GroupFunctions {
  /** Below, doubles hold every integer, and sums of integers do not depend on their order. */
  private static final double EXACT = 0x1p53;

  private final JavaFunctions functions;
  private volatile boolean inexact;

  GroupFunctions(JavaFunctions functions) {
    this.functions = functions;
  }

  /** Whether a sum was asked for that DuckDB may have computed otherwise than the interpreter. */
  boolean metInexactSum() {
    return inexact;
  }

  /**
   * A sum that is the same in whichever order it was computed; else the statement fails.
   *
   * @param size the sum of the absolute values
   * @param integers whether all of them are integers
   */
  Sql exactSum(Sql sum, Sql size, Sql integers) {
    Sql exact = Sql.and(integers, Sql.infix(size, Operator.LESS, new Sql.Real(EXACT)));
    // Only a sum that is not exact comes to Java: there may be millions of groups.
    String failing = functions.add(List.of(Kind.NUMBER), Kind.NUMBER, this::inexact);
    return Sql.when(Sql.or(new Sql.IsNull(sum), exact), sum, Sql.call(failing, sum));
  }

  private Value inexact(List<Value> sum) {
    inexact = true;
    throw new ArithmeticException("a sum that depends on its order");
  }

  /**
   * An aggregate of the interpreter over the rows of each group, in the order of reading.
   *
   * @param constants the arguments that stand in the query, missing where they do not
   */
  Operand gathered(
      Aggregate function,
      List<Value> constants,
      List<Operand> arguments,
      Operand time,
      Sql reading) {
    List<Kind> kinds = new ArrayList<>();
    List<Sql> columns = new ArrayList<>();
    for (Operand argument : arguments) {
      kinds.add(argument.kind());
      columns.add(argument.argument());
    }
    kinds.add(time.kind());
    columns.add(time.argument());
    Sql row = new Sql.Call(functions.add(kinds, Kind.TEXT, GroupFunctions::write), columns);
    Sql rows =
        new Sql.Aggregate(
            "string_agg",
            false,
            List.of(row, new Sql.Text("")),
            List.of(new Order(reading, false)));
    Kind result = function.result() == Function.Kind.NUMBER ? Kind.NUMBER : Kind.MIXED;
    String applied =
        functions.add(
            List.of(Kind.TEXT),
            result,
            one -> function.apply(rows(one.getFirst().text(), constants)));
    Sql value = Sql.call(applied, rows);
    return result == Kind.NUMBER
        ? new Operand.Number(value, Kind.NUMBER)
        : new Operand.Mixed(value);
  }

  /** Each value with its length before it. */
  private static Value write(List<Value> row) {
    StringBuilder text = new StringBuilder();
    for (Value value : row) {
      String written = MixedValues.write(value);
      text.append(written == null ? -1 : written.length()).append(':');
      if (written != null) {
        text.append(written);
      }
    }
    return Value.of(text.toString());
  }

  private static List<Aggregate.Row> rows(@Nullable String text, List<Value> constants) {
    List<Aggregate.Row> rows = new ArrayList<>();
    if (text == null) {
      return rows;
    }
    int at = 0;
    while (at < text.length()) {
      List<Value> values = new ArrayList<>();
      for (int i = 0; i <= constants.size(); i++) {
        int colon = text.indexOf(':', at);
        int length = Integer.parseInt(text, at, colon, 10);
        at = colon + 1 + Math.max(0, length);
        values.add(MixedValues.read(length < 0 ? null : text.substring(colon + 1, at)));
      }
      rows.add(new Aggregate.Row(values.subList(0, constants.size()), values.getLast()));
    }
    return rows;
  }
}
