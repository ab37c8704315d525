package dev.whichhop.flows.lint;

import dev.whichhop.flows.analysis.EventFields;
import dev.whichhop.flows.function.Periods;
import dev.whichhop.flows.language.Command;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Expression.Call;
import dev.whichhop.flows.language.Expression.Comparison;
import dev.whichhop.flows.language.Expression.Field;
import dev.whichhop.flows.language.Expression.Period;
import dev.whichhop.flows.language.PeriodUnit;
import dev.whichhop.flows.language.QueryText;
import dev.whichhop.flows.language.Span;
import dev.whichhop.flows.lint.QueryFinding.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Commands in an order, or with arguments, that do something else than they look like. */
final class ShapeRules {
  private ShapeRules() {}

  static List<QueryRule> all() {
    return List.of(
        QueryRule.of("missing-limit", ShapeRules::missingLimit),
        QueryRule.of("limit-too-early", ShapeRules::limitTooEarly),
        QueryRule.of("lost-field-after-stats", LostFields::look),
        QueryRule.of("time-range-in-query", ShapeRules::timeRange),
        QueryRule.of("period-capped", ShapeRules::cappedPeriods),
        QueryRule.of("compared-with-null", ShapeRules::comparedWithNull),
        QueryRule.of("unknown-field", ShapeRules::unknownFields));
  }

  /** Rows of events beyond the first 10,000 are not shown, and nothing says so. */
  private static List<QueryFinding> missingLimit(LintedQuery query) {
    boolean few =
        !query.commands(Command.Limit.class).isEmpty()
            || !query.commands(Command.Stats.class).isEmpty()
            || !query.commands(Command.Estimate.class).isEmpty()
            || query.commands().isEmpty();
    if (few) {
      return List.of();
    }
    Span last = query.commands().getLast().span();
    return List.of(new QueryFinding("missing-limit", Level.NOTE, last, Map.of(), "| limit 100"));
  }

  /** {@code limit 100 | filter …} filters only 100 rows. */
  private static List<QueryFinding> limitTooEarly(LintedQuery query) {
    List<QueryFinding> findings = new ArrayList<>();
    for (int i = 0; i + 1 < query.commands().size(); i++) {
      Optional<Command> after =
          query.commands().subList(i + 1, query.commands().size()).stream()
              .filter(one ->
                  one instanceof Command.Filter
                      || one instanceof Command.Sort
                      || one instanceof Command.Stats)
              .findFirst();
      if (query.commands().get(i) instanceof Command.Limit limit && after.isPresent()) {
        findings.add(
            new QueryFinding(
                "limit-too-early",
                Level.WARNING,
                limit.span(),
                Map.of("rows", String.valueOf(limit.rows())),
                null));
      }
    }
    return findings;
  }

  /** The whole time range of the query is scanned, and paid for, whatever a filter says. */
  private static List<QueryFinding> timeRange(LintedQuery query) {
    return query.expressions(Comparison.class).stream()
        .filter(comparison -> isTime(comparison.left()) || isTime(comparison.right()))
        .map(comparison ->
            new QueryFinding(
                "time-range-in-query",
                Level.NOTE,
                comparison.span(),
                Map.of("comparison", QueryText.of(comparison)),
                null))
        .toList();
  }

  private static boolean isTime(Expression expression) {
    return switch (expression) {
      case Field field -> field.path().name().equals("@timestamp");
      case Call call when call.function().equalsIgnoreCase("toMillis") ->
          call.arguments().stream().anyMatch(ShapeRules::isTime);
      default -> false;
    };
  }

  private static List<QueryFinding> cappedPeriods(LintedQuery query) {
    List<QueryFinding> findings = new ArrayList<>();
    for (Period period : query.expressions(Period.class)) {
      long capped = Periods.capped(period);
      if (period.amount() > capped) {
        Period used = new Period(capped, period.unit(), period.span());
        findings.add(
            new QueryFinding(
                "period-capped",
                Level.ERROR,
                period.span(),
                Map.of("written", QueryText.of(period), "used", QueryText.of(used)),
                inLargerUnit(period)));
      }
    }
    return findings;
  }

  /** The same period in the largest unit of a fixed length that divides it. */
  private static @Nullable String inLargerUnit(Period period) {
    return Stream.of(PeriodUnit.DAY, PeriodUnit.HOUR, PeriodUnit.MINUTE, PeriodUnit.SECOND)
        .filter(unit ->
            Periods.milliseconds(period) % Periods.milliseconds(new Period(1, unit, period.span()))
                == 0)
        .findFirst()
        .map(unit -> {
          long one = Periods.milliseconds(new Period(1, unit, period.span()));
          return new Period(Periods.milliseconds(period) / one, unit, period.span());
        })
        .filter(better -> Periods.capped(better) == better.amount())
        .map(QueryText::of)
        .orElse(null);
  }

  /** {@code null} is the name of a field, which no event has. */
  private static List<QueryFinding> comparedWithNull(LintedQuery query) {
    List<QueryFinding> findings = new ArrayList<>();
    for (Comparison comparison : query.expressions(Comparison.class)) {
      boolean compared =
          comparison.right() instanceof Field field
              && Set.of("null", "none", "nil")
                  .contains(field.path().name().toLowerCase(Locale.ROOT));
      if (compared) {
        boolean equal = comparison.operator() == Expression.ComparisonOperator.EQUAL;
        String present = "ispresent(" + QueryText.of(comparison.left()) + ")";
        findings.add(
            new QueryFinding(
                "compared-with-null",
                Level.ERROR,
                comparison.span(),
                Map.of("comparison", QueryText.of(comparison)),
                (equal ? "not " : "") + present));
      }
    }
    return findings;
  }

  /** Names that CloudWatch does not discover in these events. */
  private static List<QueryFinding> unknownFields(LintedQuery query) {
    List<QueryFinding> findings = new ArrayList<>();
    EventFields fields = query.fields();
    Set<String> defined = DefinedNames.of(query.commands());
    for (Field field : query.expressions(Field.class)) {
      String name = field.path().name();
      boolean fine =
          !fields.areKnown()
              || fields.surelyHave(name)
              || name.startsWith("@")
              || defined.contains(name)
              || defined.contains(field.path().root());
      if (!fine) {
        findings.add(
            new QueryFinding(
                "unknown-field",
                Level.ERROR,
                field.span(),
                Map.of("name", name),
                fields.otherSpelling(name).or(() -> fields.nearest(name)).orElse(null)));
      }
    }
    return findings;
  }
}
