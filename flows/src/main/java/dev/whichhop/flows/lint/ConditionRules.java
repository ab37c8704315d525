package dev.whichhop.flows.lint;

import dev.whichhop.flows.function.Function.Kind;
import dev.whichhop.flows.function.FunctionCatalog;
import dev.whichhop.flows.language.Command;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Expression.Call;
import dev.whichhop.flows.language.Expression.Comparison;
import dev.whichhop.flows.language.Expression.ComparisonOperator;
import dev.whichhop.flows.language.Expression.Field;
import dev.whichhop.flows.language.Expression.Junction;
import dev.whichhop.flows.language.Expression.Like;
import dev.whichhop.flows.language.Expression.Text;
import dev.whichhop.flows.language.QueryText;
import dev.whichhop.flows.lint.QueryFinding.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Conditions of other languages, which mean something else in this one. */
final class ConditionRules {
  /** What SQL and shells write around the text that is looked for; {@code 100%} is a text. */
  private static final Pattern WILDCARDS = Pattern.compile("([%*]?)([^%*]+)([%*]?)");

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE]-?\\d+)?");
  private static final Pattern CAPITALS = Pattern.compile("[A-Z][A-Z_]+");

  private ConditionRules() {}

  static List<QueryRule> all() {
    return List.of(
        QueryRule.of("wildcard-in-like", ConditionRules::wildcards),
        QueryRule.of("text-as-condition", ConditionRules::texts),
        QueryRule.of("condition-counted", ConditionRules::counted),
        QueryRule.of("order-of-text", ConditionRules::ordered),
        QueryRule.of("word-without-quotes", ConditionRules::words));
  }

  /** {@code like '%pdf%'} looks for percent signs. */
  private static List<QueryFinding> wildcards(LintedQuery query) {
    List<QueryFinding> findings = new ArrayList<>();
    for (Like like : query.expressions(Like.class)) {
      if (!(like.text() instanceof Text text)) {
        continue;
      }
      var parts = WILDCARDS.matcher(text.value());
      if (!parts.matches()) {
        continue;
      }
      boolean before = !parts.group(1).isEmpty();
      boolean percentage = Character.isDigit(parts.group(2).charAt(parts.group(2).length() - 1));
      boolean after = !parts.group(3).isEmpty() && (before || !percentage);
      if (before || after) {
        Text inner = new Text(parts.group(2), text.span());
        findings.add(
            new QueryFinding(
                "wildcard-in-like",
                Level.WARNING,
                like.span(),
                Map.of("text", text.value()),
                without(like, inner, before, after)));
      }
    }
    return findings;
  }

  private static String without(Like like, Text inner, boolean before, boolean after) {
    if (before && after) {
      return QueryText.of(new Like(like.value(), like.negated(), inner, like.span()));
    }
    String call =
        QueryText.of(
            new Call(
                before ? "endsWith" : "startsWith", List.of(like.value(), inner), like.span()));
    return (like.negated() ? "not " : "") + call;
  }

  /** {@code a like "x" or "y"}: a text is true for every row. */
  private static List<QueryFinding> texts(LintedQuery query) {
    List<QueryFinding> findings = new ArrayList<>();
    for (Junction junction : query.expressions(Junction.class)) {
      Expression before = null;
      for (Expression operand : junction.operands()) {
        if (operand instanceof Text text) {
          findings.add(always(text, meant(before, text)));
        } else {
          before = operand;
        }
      }
    }
    query.commands(Command.Filter.class).stream()
        .map(Command.Filter::condition)
        .filter(Text.class::isInstance)
        .map(Text.class::cast)
        .map(text -> always(text, "@message like " + QueryText.of(text)))
        .forEach(findings::add);
    return findings;
  }

  private static QueryFinding always(Text text, @Nullable String better) {
    return new QueryFinding(
        "text-as-condition", Level.ERROR, text.span(), Map.of("text", text.value()), better);
  }

  /** The condition before, about this text. */
  private static @Nullable String meant(@Nullable Expression before, Text text) {
    return switch (before) {
      case Like like -> QueryText.of(new Like(like.value(), like.negated(), text, text.span()));
      case Comparison one ->
          QueryText.of(new Comparison(one.operator(), one.left(), text, text.span()));
      case null, default -> null;
    };
  }

  /** {@code count(level = "ERROR")} counts every row: 0 is a value too. */
  private static List<QueryFinding> counted(LintedQuery query) {
    return query.expressions(Call.class).stream()
        .filter(call -> call.function().equalsIgnoreCase("count") && call.arguments().size() == 1)
        .filter(call -> isCondition(call.arguments().getFirst()))
        .map(call -> {
          String condition = QueryText.of(call.arguments().getFirst());
          return new QueryFinding(
              "condition-counted",
              Level.ERROR,
              call.span(),
              Map.of("condition", condition),
              "sum(if(" + condition + ", 1, 0))");
        })
        .toList();
  }

  private static boolean isCondition(Expression expression) {
    return switch (expression) {
      case Comparison ignored -> true;
      case Junction ignored -> true;
      case Like ignored -> true;
      case Expression.Not ignored -> true;
      case Expression.Matches ignored -> true;
      case Expression.InList ignored -> true;
      case Call call ->
          FunctionCatalog.find(call.function())
              .filter(function -> function.result() == Kind.TRUTH)
              .isPresent();
      default -> false;
    };
  }

  /** {@code @timestamp > "2026-01-31"}: only numbers have an order here. */
  private static List<QueryFinding> ordered(LintedQuery query) {
    return query.expressions(Comparison.class).stream()
        .filter(one ->
            switch (one.operator()) {
              case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
              case EQUAL, NOT_EQUAL -> false;
            })
        .filter(one -> isNoNumber(one.left()) || isNoNumber(one.right()))
        .map(one ->
            new QueryFinding(
                "order-of-text",
                Level.ERROR,
                one.span(),
                Map.of("comparison", QueryText.of(one)),
                null))
        .toList();
  }

  private static boolean isNoNumber(Expression expression) {
    return expression instanceof Text text && !NUMBER.matcher(text.value()).matches();
  }

  /** {@code level = ERROR} compares with a field of that name. */
  private static List<QueryFinding> words(LintedQuery query) {
    List<QueryFinding> findings = new ArrayList<>();
    Set<String> defined = DefinedNames.of(query.commands());
    for (Comparison comparison : query.expressions(Comparison.class)) {
      boolean equality =
          comparison.operator() == ComparisonOperator.EQUAL
              || comparison.operator() == ComparisonOperator.NOT_EQUAL;
      if (equality && comparison.right() instanceof Field field) {
        String name = field.path().name();
        boolean word =
            CAPITALS.matcher(name).matches()
                && !Set.of("NULL", "NONE", "NIL").contains(name)
                && !defined.contains(name)
                && !query.fields().surelyHave(name);
        if (word) {
          Text quoted = new Text(name, field.span());
          findings.add(
              new QueryFinding(
                  "word-without-quotes",
                  Level.WARNING,
                  comparison.span(),
                  Map.of("name", name),
                  QueryText.of(
                      new Comparison(
                          comparison.operator(), comparison.left(), quoted, comparison.span()))));
        }
      }
    }
    return findings;
  }
}
