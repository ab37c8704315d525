package dev.whichhop.flows.duckdb;

import dev.whichhop.flows.duckdb.ComparisonSql.Side;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Expression.Joint;
import dev.whichhop.flows.language.Path;
import dev.whichhop.flows.sql.Sql;
import dev.whichhop.flows.sql.Sql.Operator;
import dev.whichhop.flows.value.RegularExpression;
import dev.whichhop.flows.value.Value;
import java.util.List;

/** Expressions of the language as expressions of DuckDB. */
final class ExpressionSql {
  private final JavaFunctions functions;
  private final ComparisonSql comparisons;
  private final CallSql calls;

  ExpressionSql(JavaFunctions functions, CallSql calls) {
    this.functions = functions;
    this.comparisons = new ComparisonSql(functions);
    this.calls = calls;
  }

  /** What names and calls of aggregates mean where an expression stands. */
  interface Scope {
    Operand field(Path path);

    /** The time of the event. */
    Operand timestamp();

    Operand aggregate(Expression.Call call);
  }

  Operand operand(Expression expression, Scope scope) {
    return switch (expression) {
      case Expression.Literal literal ->
          Constants.of(literal)
              .map(Constants::operand)
              .orElseThrow(() -> new BeyondSqlException("a parameter"));
      case Expression.Field(Path path) -> scope.field(path);
      case Expression.Call call -> calls.operand(call, this, scope);
      case Expression.Negative negative ->
          finite(Sql.infix(new Sql.Real(0), Operator.SUBTRACT, real(negative.operand(), scope)));
      case Expression.Arithmetic arithmetic -> arithmetic(arithmetic, scope);
      case Expression.Comparison _,
          Expression.Not _,
          Expression.Junction _,
          Expression.Like _,
          Expression.Matches _,
          Expression.InList _,
          Expression.InQuery _ ->
          new Operand.Condition(condition(expression, scope));
      case Expression.Period _ -> throw new BeyondSqlException("a period");
      case Expression.Star _ -> throw new BeyondSqlException("*");
    };
  }

  /** An expression as a condition, which may be NULL for false. */
  Sql condition(Expression expression, Scope scope) {
    return switch (expression) {
      case Expression.Comparison comparison ->
          comparisons.holds(
              comparison.operator(),
              side(comparison.left(), scope),
              side(comparison.right(), scope));
      case Expression.Not not -> new Sql.Not(truth(not.operand(), scope));
      case Expression.Junction junction -> {
        Operator operator = junction.joint() == Joint.AND ? Operator.AND : Operator.OR;
        yield junction.operands().stream()
            .map(one -> condition(one, scope))
            .reduce((left, right) -> Sql.infix(left, operator, right))
            .orElseThrow();
      }
      case Expression.Like like ->
          negated(
              like.negated(),
              Sql.call(
                  "contains",
                  operand(like.value(), scope).text(),
                  operand(like.text(), scope).text()));
      case Expression.Matches matches ->
          negated(
              matches.negated(),
              matches(operand(matches.value(), scope), matches.regex().pattern()));
      case Expression.InList in -> inList(in, scope);
      case Expression.InQuery _ -> throw new BeyondSqlException("a query in a query");
      case Expression.Literal _,
          Expression.Field _,
          Expression.Call _,
          Expression.Negative _,
          Expression.Arithmetic _,
          Expression.Period _,
          Expression.Star _ -> {
        Operand operand = operand(expression, scope);
        yield operand instanceof Operand.Condition(Sql condition) ? condition : operand.truth();
      }
    };
  }

  private Sql truth(Expression expression, Scope scope) {
    return Sql.first(condition(expression, scope), new Sql.Truth(false));
  }

  /** NULL stays NULL: a missing text neither matches nor fails to match. */
  private static Sql negated(boolean negated, Sql condition) {
    return negated ? new Sql.Not(condition) : condition;
  }

  private Side side(Expression expression, Scope scope) {
    return new Side(operand(expression, scope), Constants.of(expression).orElse(null));
  }

  private Sql matches(Operand operand, String pattern) {
    if (PlainRegex.is(pattern)) {
      return Sql.call("regexp_matches", operand.text(), new Sql.Text(pattern));
    }
    RegularExpression regex = RegularExpression.of(pattern);
    String function =
        functions.add(
            List.of(Kind.TEXT),
            Kind.TRUTH,
            one -> {
              String text = one.getFirst().text();
              return text == null ? Value.MISSING : Value.of(regex.matches(text));
            });
    return Sql.call(function, operand.text());
  }

  private Sql inList(Expression.InList in, Scope scope) {
    Operand operand = operand(in.value(), scope);
    List<Value> constants =
        in.list().stream()
            .map(Constants::of)
            .map(one -> one.orElseThrow(() -> new BeyondSqlException("a list of expressions")))
            .toList();
    Sql found = comparisons.isOneOf(operand, constants);
    if (!in.negated()) {
      return found;
    }
    Sql present =
        operand instanceof Operand.Mixed ? Sql.present(operand.text()) : operand.isPresent();
    return Sql.and(present, new Sql.Not(Sql.first(found, new Sql.Truth(false))));
  }

  private Operand arithmetic(Expression.Arithmetic arithmetic, Scope scope) {
    Sql left = real(arithmetic.left(), scope);
    Sql right = real(arithmetic.right(), scope);
    return switch (arithmetic.operator()) {
      case ADD -> finite(Sql.infix(left, Operator.ADD, right));
      case SUBTRACT -> finite(Sql.infix(left, Operator.SUBTRACT, right));
      case MULTIPLY -> finite(Sql.infix(left, Operator.MULTIPLY, right));
      case DIVIDE -> finite(Sql.infix(left, Operator.DIVIDE, right));
      case REMAINDER -> finite(Sql.infix(left, Operator.REMAINDER, right));
      case POWER -> power(left, right);
    };
  }

  /** The mathematical libraries of C and of Java differ in the last digit. */
  private Operand power(Sql left, Sql right) {
    String function =
        functions.add(
            List.of(Kind.NUMBER, Kind.NUMBER),
            Kind.NUMBER,
            both ->
                both.getFirst().isMissing() || both.getLast().isMissing()
                    ? Value.MISSING
                    : Value.of(
                        Math.pow(
                            both.getFirst().number().orElseThrow(),
                            both.getLast().number().orElseThrow())));
    return new Operand.Number(Sql.call(function, left, right), Kind.NUMBER);
  }

  private Sql real(Expression expression, Scope scope) {
    return new Sql.Cast(operand(expression, scope).number(), Sql.Type.REAL);
  }

  /** What is too large to be a number, or none, is missing. */
  private static Operand finite(Sql number) {
    return new Operand.Number(
        Sql.when(Sql.call("isfinite", number), number, new Sql.Nothing(Sql.Type.REAL)),
        Kind.NUMBER);
  }
}
