package dev.whichhop.flows.analysis;

import dev.whichhop.flows.function.Aggregate;
import dev.whichhop.flows.function.Function;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Expression.Arithmetic;
import dev.whichhop.flows.language.Expression.ArithmeticOperator;
import dev.whichhop.flows.language.Expression.Call;
import dev.whichhop.flows.language.Expression.Comparison;
import dev.whichhop.flows.language.Expression.Field;
import dev.whichhop.flows.language.Expression.InList;
import dev.whichhop.flows.language.Expression.InQuery;
import dev.whichhop.flows.language.Expression.Junction;
import dev.whichhop.flows.language.Expression.Like;
import dev.whichhop.flows.language.Expression.Literal;
import dev.whichhop.flows.language.Expression.Matches;
import dev.whichhop.flows.language.Expression.Negative;
import dev.whichhop.flows.language.Expression.Not;
import dev.whichhop.flows.language.Expression.Numeral;
import dev.whichhop.flows.language.Expression.Parameter;
import dev.whichhop.flows.language.Expression.Period;
import dev.whichhop.flows.language.Expression.Star;
import dev.whichhop.flows.language.Expression.Text;
import dev.whichhop.flows.language.Expression.Truth;
import dev.whichhop.flows.language.Path;
import dev.whichhop.flows.language.Query;
import dev.whichhop.flows.language.QueryError;
import dev.whichhop.flows.language.QueryText;
import dev.whichhop.flows.language.Span;
import dev.whichhop.flows.value.Assumption;
import java.util.List;
import java.util.function.UnaryOperator;

/** Resolves the names of an expression, and gathers the assumptions that its operators rest on. */
final class ExpressionChecker {
  private final NameResolver names;
  private final CallChecker calls;
  private final Findings findings;
  private final UnaryOperator<Query> subquery;

  ExpressionChecker(NameResolver names, Findings findings, UnaryOperator<Query> subquery) {
    this.names = names;
    this.calls = new CallChecker(this, names, findings);
    this.findings = findings;
    this.subquery = subquery;
  }

  /** An expression of the rows of a scope. */
  Expression check(Expression expression, Scope scope) {
    return switch (expression) {
      case Text text -> text(text);
      case Numeral numeral -> numeral;
      case Truth truth -> {
        findings.assume(Assumption.TRUTH_IS_NUMBER);
        yield truth;
      }
      case Parameter parameter ->
          throw new QueryError(
              "the parameter {{" + parameter.name() + "}} has no value",
              "give it one with --parameter " + parameter.name() + "=…",
              parameter.span());
      case Period period ->
          throw new QueryError(
              "a period of time is no value",
              "periods are arguments of bin, datefloor, dateceil and rate; times count in milliseconds,"
                  + " now() in seconds: 1h is 3600000 or 3600",
              period.span());
      case Field field -> new Field(names.resolve(field.path(), scope));
      case Call call -> call(call, scope);
      case Star star -> throw new QueryError("* is no value", "only count takes it", star.span());
      case Negative negative -> negative(negative, scope);
      case Arithmetic arithmetic -> arithmetic(arithmetic, scope);
      case Comparison comparison -> comparison(comparison, scope);
      case Not not -> new Not(condition(negated(not.operand(), scope), scope), not.span());
      case Junction junction ->
          new Junction(
              junction.joint(),
              junction.operands().stream().map(one -> condition(one, scope)).toList(),
              junction.span());
      case Like like -> {
        boolean negated = missing(like.negated(), like.value(), scope);
        yield new Like(check(like.value(), scope), negated, literal(like.text()), like.span());
      }
      case Matches matches -> {
        Patterns.check(matches.regex());
        boolean negated = missing(matches.negated(), matches.value(), scope);
        yield new Matches(check(matches.value(), scope), negated, matches.regex(), matches.span());
      }
      case InList in -> {
        boolean negated = missing(in.negated(), in.value(), scope);
        List<Expression> list = in.list().stream().map(one -> check(one, scope)).toList();
        yield new InList(check(in.value(), scope), negated, list, in.span());
      }
      case InQuery in -> {
        boolean negated = missing(in.negated(), in.value(), scope);
        Query query = subquery.apply(in.query());
        yield new InQuery(check(in.value(), scope), negated, query, in.span());
      }
    };
  }

  /** An expression that is true or false: a bare field is one by rules of ours. */
  Expression condition(Expression expression, Scope scope) {
    if (expression instanceof Field field
        && scope.kind(field.path().name()) != Function.Kind.TRUTH) {
      findings.assume(Assumption.TRUTH_OF_FIELD);
    }
    return check(expression, scope);
  }

  private Expression call(Call call, Scope scope) {
    String text = QueryText.of(call);
    if (scope.defines(text)) {
      return new Field(new Path(List.of(new Path.Segment(text, false)), call.span()));
    }
    if (!(calls.function(call) instanceof Aggregate)) {
      return calls.check(call, scope);
    }
    Scope grouped = scope.grouped();
    Expression checked = calls.check(call, grouped == null ? scope : grouped);
    if (grouped == null) {
      throw new QueryError(
          call.function() + "() is an aggregate function",
          "it belongs into stats, outside of other aggregates",
          call.span());
    }
    return checked;
  }

  /** The function of a call; its place is not judged. */
  Function function(Call call) {
    return calls.function(call);
  }

  private Text text(Text text) {
    // A text with escapes is written longer than it is, besides its quotes.
    Span span = text.span();
    if (span.end() - span.start() - 2 > text.value().length()) {
      findings.assume(Assumption.ESCAPES);
    }
    return text;
  }

  private Literal literal(Literal literal) {
    return switch (literal) {
      case Text text -> text(text);
      case Numeral numeral -> numeral;
      case Truth truth -> truth;
      case Parameter parameter ->
          throw new QueryError(
              "the parameter {{" + parameter.name() + "}} has no value",
              "give it one with --parameter " + parameter.name() + "=…",
              parameter.span());
    };
  }

  private Expression negative(Negative negative, Scope scope) {
    if (negative.operand() instanceof Arithmetic) {
      findings.assume(Assumption.POWER);
    }
    return new Negative(check(negative.operand(), scope), negative.span());
  }

  private Expression arithmetic(Arithmetic arithmetic, Scope scope) {
    ArithmeticOperator operator = arithmetic.operator();
    boolean divides =
        operator == ArithmeticOperator.DIVIDE || operator == ArithmeticOperator.REMAINDER;
    if (divides && mayBeZero(arithmetic.right())) {
      findings.assume(Assumption.DIVISION_BY_ZERO);
    }
    if (operator == ArithmeticOperator.POWER
        && arithmetic.right() instanceof Arithmetic right
        && right.operator() == ArithmeticOperator.POWER) {
      findings.assume(Assumption.POWER);
    }
    return new Arithmetic(
        operator,
        check(arithmetic.left(), scope),
        check(arithmetic.right(), scope),
        arithmetic.span());
  }

  private static boolean mayBeZero(Expression divisor) {
    return !(divisor instanceof Numeral numeral) || Double.parseDouble(numeral.digits()) == 0;
  }

  private Expression comparison(Comparison comparison, Scope scope) {
    Expression left = check(comparison.left(), scope);
    Expression right = check(comparison.right(), scope);
    switch (comparison.operator()) {
      case EQUAL -> {}
      case NOT_EQUAL -> {
        missing(true, left, scope);
        missing(true, right, scope);
      }
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> {
        if (names.mayBeText(left, scope) || names.mayBeText(right, scope)) {
          findings.assume(Assumption.ORDER_OF_TEXT);
        }
      }
    }
    return new Comparison(comparison.operator(), left, right, comparison.span());
  }

  /** A negated operator on what may be missing rests on an assumption. */
  private boolean missing(boolean negated, Expression value, Scope scope) {
    if (negated && names.mayBeMissing(value, scope)) {
      findings.assume(Assumption.MISSING_NOT_EQUAL);
    }
    return negated;
  }

  /** {@code not} of a comparison: true where the field is missing, which is assumed. */
  private Expression negated(Expression operand, Scope scope) {
    boolean compares =
        switch (operand) {
          case Comparison comparison ->
              names.mayBeMissing(comparison.left(), scope)
                  || names.mayBeMissing(comparison.right(), scope);
          case Like like -> names.mayBeMissing(like.value(), scope);
          case Matches matches -> names.mayBeMissing(matches.value(), scope);
          case InList in -> names.mayBeMissing(in.value(), scope);
          case InQuery in -> names.mayBeMissing(in.value(), scope);
          case Junction ignored -> true;
          case Text ignored -> false;
          case Numeral ignored -> false;
          case Truth ignored -> false;
          case Parameter ignored -> false;
          case Period ignored -> false;
          case Field ignored -> false;
          case Call ignored -> false;
          case Star ignored -> false;
          case Negative ignored -> false;
          case Arithmetic ignored -> false;
          case Not ignored -> false;
        };
    if (compares) {
      findings.assume(Assumption.NEGATED_MISSING);
    }
    return operand;
  }
}
