package dev.whichhop.flows.analysis;

import dev.whichhop.flows.analysis.Note.Kind;
import dev.whichhop.flows.function.Aggregate;
import dev.whichhop.flows.function.Function;
import dev.whichhop.flows.function.FunctionCatalog;
import dev.whichhop.flows.function.PeriodFunction;
import dev.whichhop.flows.function.Periods;
import dev.whichhop.flows.function.ScalarFunction;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Expression.Call;
import dev.whichhop.flows.language.Expression.Numeral;
import dev.whichhop.flows.language.Expression.Period;
import dev.whichhop.flows.language.Expression.Star;
import dev.whichhop.flows.language.Expression.Text;
import dev.whichhop.flows.language.QueryError;
import dev.whichhop.flows.language.QueryText;
import dev.whichhop.flows.value.Assumption;
import dev.whichhop.model.EditDistance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Checks calls: that the function exists, and its arguments as far as they stand in the query. */
final class CallChecker {
  /** A longer period does not fit into the time of any log. */
  private static final long LONGEST_PERIOD = 100_000;

  private static final Set<String> PERIODS_OF_AGGREGATES = Set.of("rate");

  private final ExpressionChecker expressions;
  private final NameResolver names;
  private final Findings findings;

  CallChecker(ExpressionChecker expressions, NameResolver names, Findings findings) {
    this.expressions = expressions;
    this.names = names;
    this.findings = findings;
  }

  Function function(Call call) {
    return FunctionCatalog.find(call.function()).orElseThrow(() -> unknown(call));
  }

  private static QueryError unknown(Call call) {
    if (call.function().equalsIgnoreCase("unmask")) {
      return Refusals.unmask(call.span());
    }
    return new QueryError(
        "there is no function " + call.function(),
        ForeignFunctions.instead(call.function()).orElseGet(() -> nearest(call.function())),
        call.span());
  }

  /** Of a short name, half of its letters make another word. */
  private static String nearest(String name) {
    String nearest = EditDistance.nearest(name, FunctionCatalog.names(), 1).getFirst();
    boolean near = EditDistance.between(name, nearest) <= Math.min(3, name.length() / 2);
    return near ? "did you mean " + nearest + "?" : "the functions stand in docs/insights.md";
  }

  /** The call with its arguments resolved. */
  Expression check(Call call, Scope scope) {
    Function function = function(call);
    int count = call.arguments().size();
    boolean star = count == 1 && call.arguments().getFirst() instanceof Star;
    if (star && !function.name().equals("count")) {
      throw new QueryError(
          "* is no argument of " + call.function(), function.signature(), call.span());
    }
    if (!star && (count < function.fewest() || count > function.most())) {
      throw new QueryError(
          call.function() + " with " + count + " arguments",
          function.name().equals("bin") && count == 2
              ? "bin(period) is of @timestamp; of another time, datefloor(time, period)"
              : function.signature(),
          call.span());
    }
    findings.assume(function.assumptions());
    List<Expression> arguments =
        switch (function) {
          case PeriodFunction period -> periodArguments(period, call, scope);
          case Aggregate aggregate -> aggregateArguments(aggregate, call, scope);
          case ScalarFunction scalar -> scalarArguments(scalar, call, scope);
        };
    return new Call(call.function(), arguments, call.span());
  }

  private List<Expression> scalarArguments(ScalarFunction function, Call call, Scope scope) {
    if (function.name().equals("regexReplace") && call.arguments().get(1) instanceof Text pattern) {
      Patterns.check(pattern.value(), pattern.span());
    }
    boolean subnet = function.name().toLowerCase(Locale.ROOT).endsWith("insubnet");
    if (subnet && call.arguments().get(1) instanceof Text range) {
      Ranges.check(range);
    }
    return call.arguments().stream().map(one -> expressions.check(one, scope)).toList();
  }

  private List<Expression> periodArguments(PeriodFunction function, Call call, Scope scope) {
    if (!(call.arguments().getLast() instanceof Period period)) {
      throw new QueryError(
          "a period such as 5m is expected",
          function.signature(),
          call.arguments().getLast().span());
    }
    checkRounding(period);
    if (function.ofTimestamp()) {
      requireTimestamp(call, scope);
      return List.of(period);
    }
    return List.of(expressions.check(call.arguments().getFirst(), scope), period);
  }

  /** Of {@code offset} and {@code maxspan}, which have no cap, this is all there is to check. */
  static void checkPeriod(Period period) {
    if (period.amount() < 1 || period.amount() > LONGEST_PERIOD) {
      throw new QueryError(
          "no period of time", "write an amount from 1 to " + LONGEST_PERIOD, period.span());
    }
  }

  private void checkRounding(Period period) {
    checkPeriod(period);
    long capped = Periods.capped(period);
    if (capped != period.amount()) {
      String used = QueryText.of(new Period(capped, period.unit(), period.span()));
      findings.note(
          new Note(
              Kind.PERIOD_CAPPED,
              Map.of("written", QueryText.of(period), "used", used),
              period.span()));
    }
    boolean calendar =
        switch (period.unit()) {
          case MILLISECOND, SECOND, MINUTE, HOUR, DAY -> false;
          case WEEK, MONTH, QUARTER, YEAR -> true;
        };
    if (calendar) {
      findings.assume(Assumption.CALENDAR_PERIODS);
    }
  }

  private void requireTimestamp(Call call, Scope scope) {
    if (!scope.ofEvents() && !scope.defines("@timestamp")) {
      throw new QueryError(
          call.function() + " needs @timestamp, which stats does not keep",
          "name the time: stats … by bin(5m) as @t, then datefloor(@t, 1h)",
          call.span());
    }
  }

  private List<Expression> aggregateArguments(Aggregate aggregate, Call call, Scope scope) {
    if (aggregate.ofTime()) {
      requireTimestamp(call, scope);
    }
    List<Expression> arguments = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      boolean period =
          argument instanceof Period && PERIODS_OF_AGGREGATES.contains(aggregate.name());
      if (argument instanceof Star || period) {
        arguments.add(argument);
        continue;
      }
      Expression checked = expressions.check(argument, scope);
      if (names.kind(checked, scope) == Function.Kind.STRUCTURE) {
        throw new QueryError(
            "a map or list in stats", "name what is in it, such as map.member", argument.span());
      }
      arguments.add(checked);
    }
    checkConstants(aggregate, call);
    return arguments;
  }

  private static void checkConstants(Aggregate aggregate, Call call) {
    switch (aggregate.name()) {
      case "pct" -> constant(call, 1, 0, 100, "a percentage from 0 to 100");
      case "topk" -> constant(call, 0, 1, 10_000, "how many: from 1 to 10000");
      case "histogram" -> constant(call, 1, 1, 10_000, "how many ranges: from 1 to 10000");
      case "rate" -> {
        if (!(call.arguments().get(1) instanceof Period)) {
          throw new QueryError(
              "a period such as 1m is expected", aggregate.signature(), call.span());
        }
      }
      default -> {}
    }
  }

  private static void constant(Call call, int index, double least, double most, String expected) {
    Expression argument = call.arguments().get(index);
    boolean fits =
        argument instanceof Numeral numeral
            && Double.parseDouble(numeral.digits()) >= least
            && Double.parseDouble(numeral.digits()) <= most;
    if (!fits) {
      throw new QueryError(
          "not a number that " + call.function() + " takes",
          "expected " + expected,
          argument.span());
    }
  }
}
