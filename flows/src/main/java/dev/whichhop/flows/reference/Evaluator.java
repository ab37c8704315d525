package dev.whichhop.flows.reference;

import dev.whichhop.flows.function.Aggregate;
import dev.whichhop.flows.function.Function;
import dev.whichhop.flows.function.FunctionCatalog;
import dev.whichhop.flows.function.Moment;
import dev.whichhop.flows.function.PeriodFunction;
import dev.whichhop.flows.function.Periods;
import dev.whichhop.flows.function.ScalarFunction;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Expression.Arithmetic;
import dev.whichhop.flows.language.Expression.ArithmeticOperator;
import dev.whichhop.flows.language.Expression.Call;
import dev.whichhop.flows.language.Expression.Comparison;
import dev.whichhop.flows.language.Expression.Field;
import dev.whichhop.flows.language.Expression.InList;
import dev.whichhop.flows.language.Expression.InQuery;
import dev.whichhop.flows.language.Expression.Joint;
import dev.whichhop.flows.language.Expression.Junction;
import dev.whichhop.flows.language.Expression.Like;
import dev.whichhop.flows.language.Expression.Matches;
import dev.whichhop.flows.language.Expression.Negative;
import dev.whichhop.flows.language.Expression.Not;
import dev.whichhop.flows.language.Expression.Numeral;
import dev.whichhop.flows.language.Expression.Parameter;
import dev.whichhop.flows.language.Expression.Period;
import dev.whichhop.flows.language.Expression.Star;
import dev.whichhop.flows.language.Expression.Text;
import dev.whichhop.flows.language.Expression.Truth;
import dev.whichhop.flows.language.Query;
import dev.whichhop.flows.value.Comparisons;
import dev.whichhop.flows.value.RegularExpression;
import dev.whichhop.flows.value.Value;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The value of an expression for a row. */
final class Evaluator {
  private final Moment moment;
  private final java.util.function.Function<Query, List<Value>> subquery;
  private final Map<Query, List<Value>> answers = new IdentityHashMap<>();
  private final Map<String, RegularExpression> regexes = new HashMap<>();

  /**
   * @param subquery the values of the one column of a query in brackets
   */
  Evaluator(Moment moment, java.util.function.Function<Query, List<Value>> subquery) {
    this.moment = moment;
    this.subquery = subquery;
  }

  Value evaluate(Expression expression, Row row) {
    return evaluate(expression, row, Map.of());
  }

  /**
   * @param computed the values of aggregates, by the very calls in the expression
   */
  Value evaluate(Expression expression, Row row, Map<Expression, Value> computed) {
    Value known = computed.get(expression);
    if (known != null) {
      return known;
    }
    return switch (expression) {
      case Text text -> Value.of(text.value());
      case Numeral numeral -> Value.of(numeral.digits());
      case Truth truth -> Value.of(truth.value());
      case Parameter parameter -> throw new IllegalStateException("checked: " + parameter.name());
      case Period period -> Value.of(Periods.milliseconds(period));
      case Star ignored -> throw new IllegalStateException("only in count(*)");
      case Field field -> row.get(field.path());
      case Call call -> call(call, row, computed);
      case Negative negative -> negative(evaluate(negative.operand(), row, computed));
      case Arithmetic arithmetic ->
          arithmetic(
              arithmetic.operator(),
              evaluate(arithmetic.left(), row, computed),
              evaluate(arithmetic.right(), row, computed));
      case Comparison comparison ->
          Value.of(
              Comparisons.holds(
                  comparison.operator(),
                  evaluate(comparison.left(), row, computed),
                  evaluate(comparison.right(), row, computed)));
      case Not not -> Value.of(!evaluate(not.operand(), row, computed).truth());
      case Junction junction -> junction(junction, row, computed);
      case Like like -> {
        Value value = evaluate(like.value(), row, computed);
        String part = String.valueOf(evaluate(like.text(), row, computed).text());
        yield Value.of(value.text() != null && like.negated() != Comparisons.contains(value, part));
      }
      case Matches matches -> {
        String text = evaluate(matches.value(), row, computed).text();
        yield Value.of(
            text != null && matches.negated() != regex(matches.regex().pattern()).matches(text));
      }
      case InList in -> {
        List<Value> list = in.list().stream().map(one -> evaluate(one, row, computed)).toList();
        yield in(evaluate(in.value(), row, computed), in.negated(), list);
      }
      case InQuery in ->
          in(
              evaluate(in.value(), row, computed),
              in.negated(),
              answers.computeIfAbsent(in.query(), subquery));
    };
  }

  private RegularExpression regex(String pattern) {
    return regexes.computeIfAbsent(pattern, RegularExpression::of);
  }

  private Value call(Call call, Row row, Map<Expression, Value> computed) {
    Function function = FunctionCatalog.find(call.function()).orElseThrow();
    return switch (function) {
      case ScalarFunction scalar ->
          scalar.apply(
              call.arguments().stream().map(one -> evaluate(one, row, computed)).toList(), moment);
      case PeriodFunction rounding -> {
        Period period = (Period) call.arguments().getLast();
        Value time =
            rounding.ofTimestamp()
                ? row.get("@timestamp")
                : evaluate(call.arguments().getFirst(), row, computed);
        yield rounding.apply(time, period);
      }
      case Aggregate aggregate -> throw new IllegalStateException("computed: " + aggregate.name());
    };
  }

  private static Value negative(Value operand) {
    OptionalDouble number = operand.number();
    return number.isEmpty() ? Value.MISSING : Value.of(0 - number.getAsDouble());
  }

  /** On what is no number, and where the result is none, there is no result. */
  private static Value arithmetic(ArithmeticOperator operator, Value left, Value right) {
    if (left.number().isEmpty() || right.number().isEmpty()) {
      return Value.MISSING;
    }
    double a = left.number().getAsDouble();
    double b = right.number().getAsDouble();
    return Value.of(
        switch (operator) {
          case ADD -> a + b;
          case SUBTRACT -> a - b;
          case MULTIPLY -> a * b;
          case DIVIDE -> a / b;
          case REMAINDER -> a % b;
          case POWER -> Math.pow(a, b);
        });
  }

  private Value junction(Junction junction, Row row, Map<Expression, Value> computed) {
    boolean all = junction.joint() == Joint.AND;
    for (Expression operand : junction.operands()) {
      if (evaluate(operand, row, computed).truth() != all) {
        return Value.of(!all);
      }
    }
    return Value.of(all);
  }

  private static Value in(Value value, boolean negated, List<Value> list) {
    boolean found = list.stream().anyMatch(one -> Comparisons.equal(value, one));
    return Value.of(value.text() != null && negated != found);
  }
}
