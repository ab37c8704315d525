package dev.whichhop.flows.language;

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
import dev.whichhop.flows.language.Expression.Regex;
import dev.whichhop.flows.language.Expression.Star;
import dev.whichhop.flows.language.Expression.Text;
import dev.whichhop.flows.language.Expression.Truth;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The canonical text of a query: one command a line, key words in lower case, no bracket that is
 * not needed. Parsing it gives the same tree again.
 */
public final class QueryText {
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}_@][\\p{L}\\p{Nd}_@]*");
  private static final Pattern PLAIN_STEP = Pattern.compile("[\\p{L}\\p{Nd}_@]+");

  /** Names that would be read as something else where a name may stand. */
  private static final Set<String> TAKEN =
      Set.of(
          "and",
          "or",
          "not",
          "like",
          "in",
          "as",
          "by",
          "asc",
          "desc",
          "true",
          "false",
          "offset",
          "into",
          "output",
          "outputnew",
          "maxspan",
          "where",
          "parse",
          "source",
          "p",
          "with",
          "any");

  /** How tightly an expression binds: what binds looser than its place needs brackets. */
  private enum Level {
    OR,
    AND,
    NOT,
    COMPARISON,
    SUM,
    PRODUCT,
    SIGN,
    POWER,
    PRIMARY
  }

  private QueryText() {}

  public static String of(Query query) {
    return CommandText.of(query, "\n| ");
  }

  public static String of(Expression expression) {
    return at(Level.OR, expression);
  }

  private static String at(Level needed, Expression expression) {
    String text = bare(expression);
    return level(expression).compareTo(needed) < 0 ? "(" + text + ")" : text;
  }

  private static Level level(Expression expression) {
    return switch (expression) {
      case Junction junction -> junction.joint() == Joint.OR ? Level.OR : Level.AND;
      case Not ignored -> Level.NOT;
      case Comparison ignored -> Level.COMPARISON;
      case Like ignored -> Level.COMPARISON;
      case Matches ignored -> Level.COMPARISON;
      case InList ignored -> Level.COMPARISON;
      case InQuery ignored -> Level.COMPARISON;
      case Arithmetic arithmetic -> level(arithmetic.operator());
      case Negative ignored -> Level.SIGN;
      case Text ignored -> Level.PRIMARY;
      case Numeral ignored -> Level.PRIMARY;
      case Truth ignored -> Level.PRIMARY;
      case Parameter ignored -> Level.PRIMARY;
      case Period ignored -> Level.PRIMARY;
      case Field ignored -> Level.PRIMARY;
      case Call ignored -> Level.PRIMARY;
      case Star ignored -> Level.PRIMARY;
    };
  }

  private static Level level(ArithmeticOperator operator) {
    return switch (operator) {
      case ADD, SUBTRACT -> Level.SUM;
      case MULTIPLY, DIVIDE, REMAINDER -> Level.PRODUCT;
      case POWER -> Level.POWER;
    };
  }

  private static String bare(Expression expression) {
    return switch (expression) {
      case Text text -> text(text.value());
      case Numeral numeral -> numeral.digits();
      case Truth truth -> String.valueOf(truth.value());
      case Parameter parameter -> "{{" + parameter.name() + "}}";
      case Period period -> period.amount() + period.unit().symbol();
      case Field field -> path(field.path());
      case Call call ->
          call.function()
              + call.arguments().stream()
                  .map(QueryText::of)
                  .collect(Collectors.joining(", ", "(", ")"));
      case Star ignored -> "*";
      case Negative negative -> "-" + at(Level.SIGN, negative.operand());
      case Arithmetic arithmetic -> arithmetic(arithmetic);
      case Comparison comparison ->
          at(Level.SUM, comparison.left())
              + " "
              + comparison.operator().sign()
              + " "
              + at(Level.SUM, comparison.right());
      case Not not -> "not " + at(Level.NOT, not.operand());
      case Junction junction -> junction(junction);
      case Like like ->
          at(Level.SUM, like.value()) + not(like.negated()) + " like " + of(like.text());
      case Matches matches ->
          at(Level.SUM, matches.value()) + not(matches.negated()) + " like " + of(matches.regex());
      case InList in ->
          at(Level.SUM, in.value())
              + not(in.negated())
              + in.list().stream()
                  .map(QueryText::of)
                  .collect(Collectors.joining(", ", " in [", "]"));
      case InQuery in ->
          at(Level.SUM, in.value())
              + not(in.negated())
              + " in ("
              + CommandText.inner(in.query())
              + ")";
    };
  }

  private static String arithmetic(Arithmetic arithmetic) {
    Level level = level(arithmetic.operator());
    boolean power = arithmetic.operator() == ArithmeticOperator.POWER;
    Level left = power ? Level.PRIMARY : level;
    // Left to right, so an equal operator on the right needs brackets; ^ goes right to left.
    Level right = power ? Level.SIGN : Level.values()[level.ordinal() + 1];
    return at(left, arithmetic.left())
        + " "
        + arithmetic.operator().sign()
        + " "
        + at(right, arithmetic.right());
  }

  private static String junction(Junction junction) {
    Level inner = junction.joint() == Joint.OR ? Level.AND : Level.NOT;
    String word = " " + junction.joint().name().toLowerCase(Locale.ROOT) + " ";
    return junction.operands().stream()
        .map(operand -> at(inner, operand))
        .collect(Collectors.joining(word));
  }

  private static String not(boolean negated) {
    return negated ? " not" : "";
  }

  static String of(Regex regex) {
    return "/" + regex.pattern().replace("/", "\\/") + "/";
  }

  static String text(String value) {
    StringBuilder text = new StringBuilder("\"");
    value
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> text.appendCodePoint(c);
          }
        });
    return text.append('"').toString();
  }

  static String path(Path path) {
    StringBuilder text = new StringBuilder(name(path.root()));
    for (Path.Segment segment : path.segments().subList(1, path.segments().size())) {
      if (segment.index()) {
        text.append('[').append(segment.name()).append(']');
      } else {
        boolean plain = PLAIN_STEP.matcher(segment.name()).matches();
        text.append('.').append(plain ? segment.name() : "`" + segment.name() + "`");
      }
    }
    return text.toString();
  }

  static String name(String name) {
    boolean plain = PLAIN.matcher(name).matches() && !TAKEN.contains(name.toLowerCase(Locale.ROOT));
    return plain ? name : "`" + name + "`";
  }
}
