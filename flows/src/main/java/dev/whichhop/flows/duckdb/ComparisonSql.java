package dev.whichhop.flows.duckdb;

import dev.whichhop.flows.language.Expression.ComparisonOperator;
import dev.whichhop.flows.sql.Sql;
import dev.whichhop.flows.sql.Sql.Operator;
import dev.whichhop.flows.value.Comparisons;
import dev.whichhop.flows.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons, by what is known of both sides: of a port with a number it is one comparison of
 * integers; where SQL has no words for it, {@link Comparisons} itself is called. The conditions may
 * be NULL, which stands for false.
 */
final class ComparisonSql {
  private final JavaFunctions functions;

  ComparisonSql(JavaFunctions functions) {
    this.functions = functions;
  }

  /** A side of a comparison, and its value where that is known. */
  record Side(Operand operand, @Nullable Value constant) {}

  Sql holds(ComparisonOperator operator, Side left, Side right) {
    return switch (operator) {
      case EQUAL -> equal(left, right);
      case NOT_EQUAL -> notEqual(left, right);
      case LESS -> ordered(left, Operator.LESS, right);
      case LESS_OR_EQUAL -> ordered(left, Operator.LESS_OR_EQUAL, right);
      case GREATER -> ordered(left, Operator.GREATER, right);
      case GREATER_OR_EQUAL -> ordered(left, Operator.GREATER_OR_EQUAL, right);
    };
  }

  private static Sql ordered(Side left, Operator operator, Side right) {
    return Sql.infix(number(left), operator, number(right));
  }

  private static Sql number(Side side) {
    if (side.constant() == null) {
      return side.operand().number();
    }
    return side.constant().number().isPresent()
        ? Constants.number(side.constant().number().getAsDouble())
        : new Sql.Nothing(Sql.Type.REAL);
  }

  private Sql equal(Side left, Side right) {
    if (left.constant() != null && right.constant() == null) {
      return equal(right, left);
    }
    Sql known =
        right.constant() == null
            ? equalColumns(left.operand(), right.operand())
            : equalConstant(left.operand(), right.constant());
    return known == null ? computed(ComparisonOperator.EQUAL, left, right) : known;
  }

  private static @Nullable Sql equalConstant(Operand operand, Value constant) {
    String text = constant.text();
    if (text == null) {
      return new Sql.Truth(false);
    }
    boolean isNumber = constant.number().isPresent();
    Sql asNumber = isNumber ? Constants.number(constant.number().getAsDouble()) : null;
    return switch (operand) {
      case Operand.Digits(Sql number, Sql word) ->
          asNumber == null ? equal(word, new Sql.Text(text)) : equal(number, asNumber);
      case Operand.Number(Sql number, _) ->
          asNumber == null ? new Sql.Truth(false) : equal(number, asNumber);
      case Operand.Condition condition ->
          asNumber == null ? new Sql.Truth(false) : equal(condition.number(), asNumber);
      case Operand.Text(Sql column) -> {
        if (asNumber == null) {
          yield equal(column, new Sql.Text(text));
        }
        // Identifiers of many digits are compared as texts.
        yield text.length() > FEW_DIGITS ? null : equal(operand.number(), asNumber);
      }
      case Operand.Time _ ->
          constant instanceof Value.Number
              ? equal(operand.number(), number(new Side(operand, constant)))
              : null;
      case Operand.Mixed _ -> null;
    };
  }

  private static final int FEW_DIGITS = 15;

  private static @Nullable Sql equalColumns(Operand left, Operand right) {
    if (left instanceof Operand.Digits one && right instanceof Operand.Digits other) {
      return Sql.or(equal(one.number(), other.number()), equal(one.word(), other.word()));
    }
    return isNumber(left) && isNumber(right) ? equal(left.number(), right.number()) : null;
  }

  private static boolean isNumber(Operand operand) {
    return operand instanceof Operand.Number || operand instanceof Operand.Condition;
  }

  private static Sql equal(Sql left, Sql right) {
    return Sql.infix(left, Operator.EQUAL, right);
  }

  private Sql notEqual(Side left, Side right) {
    if (left.operand() instanceof Operand.Mixed || right.operand() instanceof Operand.Mixed) {
      return computed(ComparisonOperator.NOT_EQUAL, left, right);
    }
    return Sql.and(
        Sql.and(left.operand().isPresent(), right.operand().isPresent()),
        new Sql.Not(Sql.first(equal(left, right), new Sql.Truth(false))));
  }

  private Sql computed(ComparisonOperator operator, Side left, Side right) {
    List<Kind> kinds = List.of(left.operand().kind(), right.operand().kind());
    String function =
        functions.add(
            kinds,
            Kind.TRUTH,
            both -> Value.of(Comparisons.holds(operator, both.getFirst(), both.getLast())));
    return Sql.call(function, left.operand().argument(), right.operand().argument());
  }

  /** Whether the value equals one of several that are known; may be NULL for false. */
  Sql isOneOf(Operand operand, List<Value> constants) {
    List<Sql> words = new ArrayList<>();
    List<Sql> numbers = new ArrayList<>();
    for (Value constant : constants) {
      if (constant.number().isPresent()) {
        numbers.add(Constants.number(constant.number().getAsDouble()));
      } else if (constant.text() != null) {
        words.add(new Sql.Text(constant.text()));
      }
    }
    if (operand instanceof Operand.Digits(Sql number, Sql word)) {
      return Sql.or(in(number, numbers), in(word, words));
    }
    if (operand instanceof Operand.Text(Sql text) && numbers.isEmpty()) {
      return in(text, words);
    }
    Sql any = new Sql.Truth(false);
    for (Value constant : constants) {
      Sql one = equal(new Side(operand, null), new Side(Constants.operand(constant), constant));
      any = Sql.or(any, one);
    }
    return any;
  }

  private static Sql in(Sql operand, List<Sql> list) {
    return list.isEmpty() ? new Sql.Truth(false) : new Sql.In(operand, list);
  }
}
