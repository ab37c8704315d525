package dev.whichhop.flows.analysis;

import dev.whichhop.flows.function.Aggregate;
import dev.whichhop.flows.function.Function.Kind;
import dev.whichhop.flows.language.Command.Stats;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Expression.Call;
import dev.whichhop.flows.language.Expression.Field;
import dev.whichhop.flows.language.Item;
import dev.whichhop.flows.language.QueryError;
import dev.whichhop.flows.language.QueryText;
import dev.whichhop.flows.value.Assumption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks {@code stats}: what is grouped, what is aggregated, and which columns are left. */
final class StatsChecker {
  private final ExpressionChecker expressions;
  private final NameResolver names;
  private final Findings findings;

  StatsChecker(ExpressionChecker expressions, NameResolver names, Findings findings) {
    this.expressions = expressions;
    this.names = names;
    this.findings = findings;
  }

  /** The checked command; the scope becomes that of its columns. */
  Stats check(Stats stats, Scope grouped) {
    Scope columns = Scope.ofGroup(grouped);
    Map<String, Kind> kinds = new LinkedHashMap<>();
    List<Item> by = new ArrayList<>();
    for (Item item : stats.by()) {
      Expression expression = expressions.check(item.expression(), grouped);
      Kind kind = scalarKind(expression, grouped);
      if (names.mayBeMissing(expression, grouped)) {
        findings.assume(Assumption.GROUP_OF_MISSING);
      }
      by.add(column(item, expression, kind, columns, kinds));
    }
    List<Item> items = new ArrayList<>();
    for (Item item : stats.items()) {
      refuseSharedTopk(item, stats);
      if (!isOfGroup(item.expression(), columns)) {
        throw new QueryError(
            QueryText.of(item.expression()) + " is not aggregated",
            "stats takes aggregate functions, such as count(*) or max(x); fields goes into by",
            item.span());
      }
      refuseUngrouped(item.expression(), columns);
      Expression expression = expressions.check(item.expression(), columns);
      items.add(column(item, expression, names.kind(expression, columns), columns, kinds));
    }
    grouped.replace(kinds);
    return new Stats(List.copyOf(items), List.copyOf(by), stats.offset(), stats.span());
  }

  private Kind scalarKind(Expression expression, Scope grouped) {
    Kind kind = names.kind(expression, grouped);
    if (kind == Kind.STRUCTURE) {
      throw new QueryError(
          "a map or list in stats", "name what is in it, such as map.member", expression.span());
    }
    return kind;
  }

  private Item column(
      Item item, Expression expression, Kind kind, Scope columns, Map<String, Kind> kinds) {
    if (kinds.putIfAbsent(item.column(), kind) != null) {
      throw new QueryError(
          item.column() + " is there twice", "give one of them another name with as", item.span());
    }
    columns.define(item.column(), kind);
    Item checked = new Item(expression, item.alias(), item.span());
    return checked.column().equals(item.column())
        ? checked
        : new Item(expression, item.column(), item.span());
  }

  /** Whether an item holds an aggregate, or a column that is there already. */
  private boolean isOfGroup(Expression expression, Scope columns) {
    return switch (expression) {
      case Field field -> columns.definedBeginning(field.path()).isPresent();
      case Call call when expressions.function(call) instanceof Aggregate -> true;
      default -> Children.of(expression).stream().anyMatch(one -> isOfGroup(one, columns));
    };
  }

  /** Beside aggregates, an item may name only columns that are there already. */
  private void refuseUngrouped(Expression expression, Scope columns) {
    switch (expression) {
      case Call call when expressions.function(call) instanceof Aggregate ->
          call.arguments().forEach(this::refuseNestedAggregate);
      case Field field when columns.definedBeginning(field.path()).isEmpty() ->
          throw new QueryError(
              field.path().name() + " is neither grouped nor aggregated",
              "put it into by, or into an aggregate such as max(" + field.path().name() + ")",
              field.span());
      case Expression.InQuery in ->
          throw new QueryError(
              "a query in the list of stats", "put it into a filter before", in.span());
      default -> Children.of(expression).forEach(one -> refuseUngrouped(one, columns));
    }
  }

  private void refuseNestedAggregate(Expression argument) {
    if (argument instanceof Call call && expressions.function(call) instanceof Aggregate) {
      throw new QueryError(
          call.function() + "() within another aggregate",
          "compute it in a stats of its own, and aggregate its result in a second stats",
          call.span());
    }
    Children.of(argument).forEach(this::refuseNestedAggregate);
  }

  private static void refuseSharedTopk(Item item, Stats stats) {
    boolean topk =
        item.expression() instanceof Call call && call.function().equalsIgnoreCase("topk");
    if (topk && (stats.items().size() > 1 || !stats.by().isEmpty())) {
      throw new QueryError(
          "topk beside other columns", "topk stands alone, without by", item.span());
    }
  }
}
