package dev.whichhop.flows.analysis;

import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Expression.Arithmetic;
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
import dev.whichhop.flows.language.Expression.Period;
import dev.whichhop.flows.language.Expression.Star;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The expressions that an expression is made of. */
public final class Children {
  private Children() {}

  public static List<Expression> of(Expression expression) {
    List<Expression> children = new ArrayList<>();
    map(
        expression,
        child -> {
          children.add(child);
          return child;
        });
    return children;
  }

  /** The same expression of other parts. */
  static Expression map(Expression expression, UnaryOperator<Expression> change) {
    return switch (expression) {
      case Literal literal -> literal;
      case Period period -> period;
      case Star star -> star;
      case Field field -> field;
      case Call call -> new Call(call.function(), each(call.arguments(), change), call.span());
      case Negative negative -> new Negative(change.apply(negative.operand()), negative.span());
      case Arithmetic arithmetic ->
          new Arithmetic(
              arithmetic.operator(),
              change.apply(arithmetic.left()),
              change.apply(arithmetic.right()),
              arithmetic.span());
      case Comparison comparison ->
          new Comparison(
              comparison.operator(),
              change.apply(comparison.left()),
              change.apply(comparison.right()),
              comparison.span());
      case Not not -> new Not(change.apply(not.operand()), not.span());
      case Junction junction ->
          new Junction(junction.joint(), each(junction.operands(), change), junction.span());
      case Like like ->
          new Like(change.apply(like.value()), like.negated(), like.text(), like.span());
      case Matches matches ->
          new Matches(
              change.apply(matches.value()), matches.negated(), matches.regex(), matches.span());
      case InList in ->
          new InList(change.apply(in.value()), in.negated(), each(in.list(), change), in.span());
      case InQuery in -> new InQuery(change.apply(in.value()), in.negated(), in.query(), in.span());
    };
  }

  private static List<Expression> each(
      List<Expression> expressions, UnaryOperator<Expression> change) {
    return expressions.stream().map(change).toList();
  }
}
