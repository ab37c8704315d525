package dev.whichhop.flows.duckdb;

import static dev.whichhop.flows.sql.Sql.infix;
import static dev.whichhop.flows.sql.Sql.when;

import dev.whichhop.flows.sql.Sql;
import dev.whichhop.flows.sql.Sql.Operator;
import java.util.List;
import java.util.function.Function;

/** One of several values, which is chosen for each row. */
final class Alternatives {
  private Alternatives() {}

  /**
   * @param choice makes an expression that chooses between expressions of one type
   */
  static Operand of(List<Operand> values, Function<List<Sql>, Sql> choice) {
    if (values.stream().allMatch(Alternatives::isText)) {
      return new Operand.Text(choice.apply(values.stream().map(Operand::text).toList()));
    }
    if (values.stream().allMatch(Operand.Number.class::isInstance)) {
      boolean whole = values.stream().allMatch(one -> one.kind() == Kind.WHOLE);
      return new Operand.Number(
          choice.apply(values.stream().map(Operand::number).toList()),
          whole ? Kind.WHOLE : Kind.NUMBER);
    }
    if (values.stream().allMatch(Operand.Time.class::isInstance)) {
      return new Operand.Time(choice.apply(values.stream().map(Operand::number).toList()));
    }
    return new Operand.Mixed(choice.apply(values.stream().map(Alternatives::mixed).toList()));
  }

  private static boolean isText(Operand operand) {
    return operand instanceof Operand.Text || operand instanceof Operand.Digits;
  }

  /** As {@link MixedValues} writes it. */
  private static Sql mixed(Operand operand) {
    return switch (operand) {
      case Operand.Text text -> letter("T", text.text());
      case Operand.Digits digits -> letter("T", digits.text());
      case Operand.Number(Sql number, _) -> letter("N", new Sql.Cast(number, Sql.Type.TEXT));
      case Operand.Condition condition ->
          when(condition.truth(), new Sql.Text("N1"), new Sql.Text("N0"));
      case Operand.Time(Sql number) -> letter("M", new Sql.Cast(number, Sql.Type.TEXT));
      case Operand.Mixed(Sql written) -> written;
    };
  }

  private static Sql letter(String letter, Sql value) {
    return infix(new Sql.Text(letter), Operator.CONCATENATE, value);
  }
}
