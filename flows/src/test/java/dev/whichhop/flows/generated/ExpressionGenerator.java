package dev.whichhop.flows.generated;

import dev.whichhop.flows.function.Aggregate;
import dev.whichhop.flows.function.Function;
import dev.whichhop.flows.function.FunctionCatalog;
import dev.whichhop.flows.function.ScalarFunction;
import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Expression.Arithmetic;
import dev.whichhop.flows.language.Expression.ArithmeticOperator;
import dev.whichhop.flows.language.Expression.Call;
import dev.whichhop.flows.language.Expression.Comparison;
import dev.whichhop.flows.language.Expression.ComparisonOperator;
import dev.whichhop.flows.language.Expression.Field;
import dev.whichhop.flows.language.Expression.InList;
import dev.whichhop.flows.language.Expression.Joint;
import dev.whichhop.flows.language.Expression.Junction;
import dev.whichhop.flows.language.Expression.Like;
import dev.whichhop.flows.language.Expression.Matches;
import dev.whichhop.flows.language.Expression.Negative;
import dev.whichhop.flows.language.Expression.Not;
import dev.whichhop.flows.language.Expression.Numeral;
import dev.whichhop.flows.language.Expression.Period;
import dev.whichhop.flows.language.Expression.Regex;
import dev.whichhop.flows.language.Expression.Star;
import dev.whichhop.flows.language.Expression.Text;
import dev.whichhop.flows.language.Expression.Truth;
import dev.whichhop.flows.language.Path;
import dev.whichhop.flows.language.PeriodUnit;
import dev.whichhop.flows.language.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Expressions over names that exist. The arguments of a function are made by what its signature
 * calls them, so that a function added to the catalog is generated without a line here.
 */
final class ExpressionGenerator {
  private static final Span NOWHERE = Span.NOWHERE;
  private static final int DEEPEST = 3;

  private final Choice choice;

  ExpressionGenerator(Choice choice) {
    this.choice = choice;
  }

  /** Any value; of time only where rows have {@code @timestamp}. */
  Expression value(Names names) {
    return value(names, 0);
  }

  private Expression value(Names names, int depth) {
    if (depth >= DEEPEST || choice.oneIn(3)) {
      return leaf(names);
    }
    return switch (choice.below(5)) {
      case 0 -> arithmetic(names, depth);
      case 1 -> condition(names, depth + 1);
      case 2 -> new Negative(value(names, depth + 1), NOWHERE);
      default -> scalarCall(names, depth);
    };
  }

  private Expression leaf(Names names) {
    return switch (choice.below(6)) {
      case 0 -> number();
      case 1 -> text();
      default -> field(names);
    };
  }

  Field field(Names names) {
    return new Field(names.path(choice));
  }

  Numeral number() {
    return new Numeral(choice.of("0", "1", "2", "7", "10", "443", "3.5", "1e3", "65536"), NOWHERE);
  }

  Text text() {
    return new Text(
        choice.of(
            "", "-", "a", "443", "10.0.0.1", "ACCEPT", "x|y", "it's", "say \"a\"", "b\\d", "é\n"),
        NOWHERE);
  }

  private Expression arithmetic(Names names, int depth) {
    return new Arithmetic(
        choice.of(ArithmeticOperator.values()),
        value(names, depth + 1),
        value(names, depth + 1),
        NOWHERE);
  }

  /** Something true or false. */
  Expression condition(Names names) {
    return condition(names, 0);
  }

  private Expression condition(Names names, int depth) {
    boolean flat = depth >= DEEPEST;
    boolean negated = choice.oneIn(3);
    return switch (choice.below(flat ? 5 : 8)) {
      case 0 -> new Like(value(names, depth + 1), negated, text(), NOWHERE);
      case 1 -> new Matches(value(names, depth + 1), negated, regex(), NOWHERE);
      case 2 -> new InList(value(names, depth + 1), negated, list(), NOWHERE);
      case 3 -> choice.oneIn(4) ? new Truth(choice.oneIn(2), NOWHERE) : field(names);
      case 4, 5 ->
          new Comparison(
              choice.of(ComparisonOperator.values()),
              value(names, depth + 1),
              value(names, depth + 1),
              NOWHERE);
      case 6 -> new Not(condition(names, depth + 1), NOWHERE);
      default -> junction(names, depth);
    };
  }

  private Expression junction(Names names, int depth) {
    Joint joint = choice.of(Joint.values());
    List<Expression> operands = new ArrayList<>();
    for (Expression operand : choice.list(2, 3, () -> condition(names, depth + 1))) {
      // The parser knows no junction directly within its like.
      boolean alike = operand instanceof Junction inner && inner.joint() == joint;
      operands.add(alike ? new Not(operand, NOWHERE) : operand);
    }
    return new Junction(joint, operands, NOWHERE);
  }

  private List<Expression> list() {
    return choice.list(
        0,
        3,
        () ->
            switch (choice.below(4)) {
              case 0 -> new Negative(number(), NOWHERE);
              case 1 -> number();
              case 2 -> new Truth(choice.oneIn(2), NOWHERE);
              default -> text();
            });
  }

  Regex regex() {
    return new Regex(
        choice.of("ACC", "^10\\.", "[0-9]+$", "(?i)reject|ok", "a/b", ".", "x\\|y"), NOWHERE);
  }

  private Expression scalarCall(Names names, int depth) {
    List<Function> functions =
        FunctionCatalog.all().stream()
            .filter(function -> !(function instanceof Aggregate))
            .filter(function -> names.haveTime() || !function.name().equals("bin"))
            .toList();
    return call(choice.of(functions), names, depth);
  }

  /** A function of one value. */
  Expression callOf(Expression value) {
    List<Function> functions =
        FunctionCatalog.all().stream()
            .filter(function -> function instanceof ScalarFunction && function.fewest() == 1)
            .toList();
    return new Call(choice.of(functions).name(), List.of(value), NOWHERE);
  }

  /** An aggregate of the rows that have these names. */
  Expression aggregate(Names names) {
    List<Function> aggregates =
        FunctionCatalog.all().stream()
            .filter(function ->
                function instanceof Aggregate aggregate
                    && !aggregate.name().equals("topk")
                    && (names.haveTime() || !aggregate.ofTime()))
            .toList();
    return call(choice.of(aggregates), names, DEEPEST - 1);
  }

  Call call(Function function, Names names, int depth) {
    if (function.name().equals("count") && choice.oneIn(2)) {
      return new Call("count", List.of(new Star(NOWHERE)), NOWHERE);
    }
    List<Expression> arguments = new ArrayList<>();
    for (String parameter : parameters(function.signature())) {
      arguments.add(argument(function, parameter, names, depth + 1));
    }
    List<String> spellings = new ArrayList<>(function.aliases());
    spellings.add(function.name());
    String name = choice.of(spellings);
    return new Call(choice.oneIn(5) ? name.toUpperCase(Locale.ROOT) : name, arguments, NOWHERE);
  }

  /** The parameters of a signature: without, or with, those in square brackets. */
  private List<String> parameters(String signature) {
    String inner = signature.substring(signature.indexOf('(') + 1, signature.lastIndexOf(')'));
    int optional = inner.indexOf('[');
    String text = inner;
    if (optional >= 0) {
      text = choice.oneIn(2) ? inner.substring(0, optional) : inner.replaceAll("[\\[\\]]", "");
    }
    List<String> parameters = new ArrayList<>();
    for (String parameter : text.split(",")) {
      String name = parameter.strip();
      if (name.equals("…")) {
        parameters.addAll(choice.list(0, 2, () -> parameters.getLast()));
      } else if (!name.isEmpty()) {
        parameters.add(name);
      }
    }
    return parameters;
  }

  private Expression argument(Function function, String parameter, Names names, int depth) {
    return switch (parameter) {
      case "period" -> period();
      case "subnet" ->
          new Text(choice.of("10.0.0.0/8", "10.0.0.0/31", "0.0.0.0/0", "2001:db8::/32"), NOWHERE);
      case "pattern" ->
          new Text(
              function.name().equals("regexReplace")
                  ? choice.of("[0-9]+", "^1", "\\.", "(a)|b")
                  : choice.of("yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss.SSS"),
              NOWHERE);
      case "format" -> new Text(choice.of("%Y-%m-%d", "%H:%M:%S", "%s"), NOWHERE);
      case "zone" -> new Text(choice.of("UTC", "Europe/Berlin", "Asia/Shanghai"), NOWHERE);
      case "by" -> new Text(choice.of("", "#", "ab"), NOWHERE);
      case "delimiter" -> new Text(choice.of(".", ",", " "), NOWHERE);
      case "characters" -> new Text(choice.of("1", "-.", "a0"), NOWHERE);
      case "percent" -> new Numeral(choice.of("0", "50", "90", "99", "100"), NOWHERE);
      case "buckets", "k" -> new Numeral(choice.of("1", "2", "5"), NOWHERE);
      case "places", "start", "length" -> new Numeral(choice.of("0", "1", "2", "3"), NOWHERE);
      case "condition" -> condition(names, depth);
      case "ignoreCase" -> new Truth(choice.oneIn(2), NOWHERE);
      case "time" -> names.haveTime() ? new Field(Path.of("@timestamp")) : value(names, depth);
      case "structure", "list" ->
          choice.oneIn(2)
              ? new Text(choice.of("[1, \"a\", null]", "{\"a\": {\"b\": [true]}}", "[]"), NOWHERE)
              : value(names, depth);
      case "text", "part", "address", "number", "value", "default", "otherwise", "field" ->
          choice.oneIn(3) ? value(names, depth) : leaf(names);
      default -> value(names, depth);
    };
  }

  Period period() {
    return new Period(
        choice.of(1L, 5L, 10L),
        choice.of(
            PeriodUnit.SECOND,
            PeriodUnit.MINUTE,
            PeriodUnit.HOUR,
            PeriodUnit.DAY,
            PeriodUnit.WEEK,
            PeriodUnit.MONTH,
            PeriodUnit.QUARTER,
            PeriodUnit.YEAR,
            PeriodUnit.MILLISECOND),
        NOWHERE);
  }
}
