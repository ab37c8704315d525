package dev.whichhop.flows.duckdb;

import dev.whichhop.flows.function.Periods;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.sql.Sql;
import dev.whichhop.flows.value.Value;
import java.util.Optional;
import java.util.OptionalDouble;

/** Values that are known before a query runs. */
final class Constants {
  /** Integers below are the same as whole numbers and as doubles. */
  private static final double EXACT = 1e15;

  private Constants() {}

  static Optional<Value> of(Expression expression) {
    return switch (expression) {
      case Expression.Text text -> Optional.of(new Value.Text(text.value()));
      case Expression.Numeral numeral -> Optional.of(new Value.Text(numeral.digits()));
      case Expression.Truth truth -> Optional.of(Value.of(truth.value()));
      case Expression.Negative negative ->
          of(negative.operand())
              .map(Value::number)
              .filter(OptionalDouble::isPresent)
              .map(number -> Value.of(0 - number.getAsDouble()));
      case Expression.Period period -> Optional.of(Value.of(Periods.milliseconds(period)));
      case Expression.Parameter _,
          Expression.Field _,
          Expression.Call _,
          Expression.Star _,
          Expression.Arithmetic _,
          Expression.Comparison _,
          Expression.Not _,
          Expression.Junction _,
          Expression.Like _,
          Expression.Matches _,
          Expression.InList _,
          Expression.InQuery _ ->
          Optional.empty();
    };
  }

  static Operand operand(Value value) {
    return switch (value) {
      case Value.Missing _ -> new Operand.Text(new Sql.Nothing(Sql.Type.TEXT));
      case Value.Text(String text) -> new Operand.Text(new Sql.Text(text));
      case Value.Number(double number) ->
          new Operand.Number(number(number), isWhole(number) ? Kind.WHOLE : Kind.NUMBER);
      case Value.Time(long milliseconds) -> new Operand.Time(new Sql.Whole(milliseconds));
      case Value.Structure structure -> new Operand.Mixed(new Sql.Text("J" + structure.shown()));
    };
  }

  static Sql number(double number) {
    return isWhole(number) ? new Sql.Whole((long) number) : new Sql.Real(number);
  }

  private static boolean isWhole(double number) {
    return number == Math.rint(number) && Math.abs(number) < EXACT;
  }
}
