package dev.whichhop.flows.language;

import dev.whichhop.flows.language.Expression.Arithmetic;
import dev.whichhop.flows.language.Expression.ArithmeticOperator;
import dev.whichhop.flows.language.Expression.Call;
import dev.whichhop.flows.language.Expression.Comparison;
import dev.whichhop.flows.language.Expression.ComparisonOperator;
import dev.whichhop.flows.language.Expression.Field;
import dev.whichhop.flows.language.Expression.InList;
import dev.whichhop.flows.language.Expression.InQuery;
import dev.whichhop.flows.language.Expression.Joint;
import dev.whichhop.flows.language.Expression.Junction;
import dev.whichhop.flows.language.Expression.Like;
import dev.whichhop.flows.language.Expression.Literal;
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
import dev.whichhop.flows.language.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Expressions, by precedence climbing: {@code or} binds loosest, then {@code and}, {@code not},
 * comparisons, {@code + -}, {@code * / %}, the sign, {@code ^}.
 *
 * <p>AWS publishes no precedence; this one follows from public queries ({@code not a like /x/ and
 * not b like /y/}).
 */
final class ExpressionParser {
  /** Deeper brackets are no query, and would overflow the stack of whoever walks the tree. */
  private static final int DEEPEST = 200;

  /** Operators of one expression beyond which its tree would be too deep to walk. */
  private static final int MOST_OPERATORS = 1000;

  private static final int SUM = 1;
  private static final int PRODUCT = 2;
  private static final Map<String, ArithmeticOperator> SUM_SIGNS =
      Map.of("+", ArithmeticOperator.ADD, "-", ArithmeticOperator.SUBTRACT);
  private static final Map<String, ArithmeticOperator> PRODUCT_SIGNS =
      Map.of(
          "*", ArithmeticOperator.MULTIPLY,
          "/", ArithmeticOperator.DIVIDE,
          "%", ArithmeticOperator.REMAINDER);
  private static final Map<String, ComparisonOperator> COMPARISONS =
      Map.of(
          "=", ComparisonOperator.EQUAL,
          "==", ComparisonOperator.EQUAL,
          "!=", ComparisonOperator.NOT_EQUAL,
          "<", ComparisonOperator.LESS,
          "<=", ComparisonOperator.LESS_OR_EQUAL,
          ">", ComparisonOperator.GREATER,
          ">=", ComparisonOperator.GREATER_OR_EQUAL);

  private final TokenReader tokens;
  private final Map<String, Literal> parameters;
  private final Supplier<Query> subquery;
  private int depth;
  private int operators;

  /**
   * @param parameters values for {@code {{name}}}; others stay in the tree
   * @param subquery reads a query up to its closing bracket
   */
  ExpressionParser(TokenReader tokens, Map<String, Literal> parameters, Supplier<Query> subquery) {
    this.tokens = tokens;
    this.parameters = parameters;
    this.subquery = subquery;
  }

  Expression expression() {
    if (depth == 0) {
      operators = 0;
    }
    return junction(Joint.OR);
  }

  private Expression junction(Joint joint) {
    Token start = tokens.peek();
    String word = joint == Joint.OR ? "or" : "and";
    Expression first = joint == Joint.OR ? junction(Joint.AND) : negation();
    if (!tokens.atWord(word)) {
      return first;
    }
    List<Expression> operands = new ArrayList<>();
    operands.add(first);
    while (tokens.acceptWord(word)) {
      operands.add(joint == Joint.OR ? junction(Joint.AND) : negation());
    }
    return junction(joint, operands, tokens.since(start));
  }

  /**
   * Brackets around the same word add nothing: {@code (a and b) and c} is one junction of three.
   */
  private static Junction junction(Joint joint, List<Expression> operands, Span span) {
    List<Expression> flat = new ArrayList<>();
    for (Expression operand : operands) {
      if (operand instanceof Junction inner && inner.joint() == joint) {
        flat.addAll(inner.operands());
      } else {
        flat.add(operand);
      }
    }
    return new Junction(joint, flat, span);
  }

  private Expression negation() {
    Token start = tokens.peek();
    if (tokens.acceptWord("not") || tokens.accept("!")) {
      Expression operand = nested(this::negation);
      return new Not(operand, tokens.since(start));
    }
    return comparison();
  }

  private Expression comparison() {
    Token start = tokens.peek();
    Expression left = arithmetic(SUM);
    Expression compared = compared(left, start);
    if (compared != left && (comparisonAhead().isPresent() || tokens.atWord("like"))) {
      throw tokens.unexpected("and or or between two comparisons");
    }
    return compared;
  }

  private Expression compared(Expression left, Token start) {
    Optional<ComparisonOperator> operator = comparisonAhead();
    if (operator.isPresent()) {
      tokens.next();
      return new Comparison(operator.get(), left, arithmetic(SUM), tokens.since(start));
    }
    if (tokens.accept("=~")) {
      return new Matches(left, false, regex(), tokens.since(start));
    }
    boolean negated =
        tokens.atWord("not") && (tokens.second().isWord("like") || tokens.second().isWord("in"));
    if (negated) {
      tokens.next();
    }
    if (tokens.acceptWord("like")) {
      if (tokens.at(Kind.REGEX)) {
        return new Matches(left, negated, regex(), tokens.since(start));
      }
      if (!tokens.at(Kind.STRING) && !tokens.at(Kind.PARAMETER)) {
        throw tokens.unexpected("a text in quotes or a regular expression between slashes");
      }
      return new Like(left, negated, literal("a text"), tokens.since(start));
    }
    if (tokens.acceptWord("in")) {
      return in(left, negated, start);
    }
    return left;
  }

  private Optional<ComparisonOperator> comparisonAhead() {
    return tokens.at(Kind.SIGN)
        ? Optional.ofNullable(COMPARISONS.get(tokens.peek().value()))
        : Optional.empty();
  }

  private Expression in(Expression left, boolean negated, Token start) {
    if (tokens.accept("(")) {
      Query query = nested(subquery);
      tokens.expect(")");
      return new InQuery(left, negated, query, tokens.since(start));
    }
    return new InList(left, negated, list(), tokens.since(start));
  }

  /** Values in square brackets. */
  List<Expression> list() {
    if (!tokens.accept("[")) {
      throw tokens.unexpected("values in square brackets, or a query in round ones");
    }
    List<Expression> values = new ArrayList<>();
    if (!tokens.atSign("]")) {
      do {
        values.add(signedLiteral());
      } while (tokens.accept(","));
    }
    tokens.expect("]");
    return values;
  }

  Expression signedLiteral() {
    Token start = tokens.peek();
    if (tokens.accept("-")) {
      Token number = tokens.expect(Kind.NUMBER, "a number");
      return new Negative(new Numeral(number.value(), number.span()), tokens.since(start));
    }
    return literal("a text in quotes or a number");
  }

  Literal literal(String described) {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case STRING -> {
        tokens.next();
        yield new Text(token.value(), token.span());
      }
      case NUMBER -> {
        tokens.next();
        yield new Numeral(token.value(), token.span());
      }
      case PARAMETER -> {
        tokens.next();
        Literal value = parameters.get(token.value());
        yield value == null ? new Parameter(token.value(), token.span()) : value;
      }
      case NAME -> {
        if (!token.isWord("true") && !token.isWord("false")) {
          throw tokens.unexpected(described);
        }
        tokens.next();
        yield new Truth(token.isWord("true"), token.span());
      }
      case QUOTED_NAME, REGEX, SIGN, END -> throw tokens.unexpected(described);
    };
  }

  private Expression arithmetic(int level) {
    Token start = tokens.peek();
    Map<String, ArithmeticOperator> signs = level == SUM ? SUM_SIGNS : PRODUCT_SIGNS;
    Expression left = level == SUM ? arithmetic(PRODUCT) : signed();
    ArithmeticOperator operator = operatorAhead(signs);
    while (operator != null) {
      countOperator();
      tokens.next();
      Expression right = level == SUM ? arithmetic(PRODUCT) : signed();
      left = new Arithmetic(operator, left, right, tokens.since(start));
      operator = operatorAhead(signs);
    }
    return left;
  }

  private @Nullable ArithmeticOperator operatorAhead(Map<String, ArithmeticOperator> signs) {
    return tokens.at(Kind.SIGN) ? signs.get(tokens.peek().value()) : null;
  }

  private void countOperator() {
    operators++;
    if (operators > MOST_OPERATORS) {
      throw new QueryError(
          "an expression of more than " + MOST_OPERATORS + " operators",
          "give a part of it a name with fields … as",
          tokens.peek().span());
    }
  }

  private Expression signed() {
    Token start = tokens.peek();
    if (tokens.accept("-")) {
      Expression operand = nested(this::signed);
      return new Negative(operand, tokens.since(start));
    }
    return power();
  }

  private Expression power() {
    Token start = tokens.peek();
    Expression base = primary();
    if (tokens.accept("^")) {
      Expression exponent = nested(this::signed);
      return new Arithmetic(ArithmeticOperator.POWER, base, exponent, tokens.since(start));
    }
    return base;
  }

  private Expression primary() {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case STRING, PARAMETER -> literal("a value");
      case NUMBER -> numberOrPeriod();
      case NAME, QUOTED_NAME -> nameOrCall(token);
      case SIGN -> {
        if (!tokens.accept("(")) {
          throw tokens.unexpected("a field, a value or a function");
        }
        Expression inner = nested(this::expression);
        tokens.expect(")");
        yield inner;
      }
      case REGEX, END -> throw tokens.unexpected("a field, a value or a function");
    };
  }

  private Expression numberOrPeriod() {
    Token number = tokens.next();
    Optional<PeriodUnit> unit =
        tokens.at(Kind.NAME) ? PeriodUnit.of(tokens.peek().value()) : Optional.empty();
    if (unit.isEmpty()) {
      return new Numeral(number.value(), number.span());
    }
    tokens.next();
    return period(number, unit.get());
  }

  /** A period where nothing else may stand. */
  Period period() {
    Token number = tokens.expect(Kind.NUMBER, "a period such as 5m");
    Optional<PeriodUnit> unit =
        tokens.at(Kind.NAME) ? PeriodUnit.of(tokens.peek().value()) : Optional.empty();
    if (unit.isEmpty()) {
      throw tokens.unexpected("a unit of time: ms, s, m, h, d, w, mo, q or y");
    }
    tokens.next();
    return period(number, unit.get());
  }

  private Period period(Token number, PeriodUnit unit) {
    Span span = tokens.since(number);
    if (!number.value().chars().allMatch(Character::isDigit) || number.value().length() > 12) {
      throw new QueryError("a period is an integer and a unit", "write it like 5m", span);
    }
    return new Period(Long.parseLong(number.value()), unit, span);
  }

  private Expression nameOrCall(Token name) {
    if (name.kind() == Kind.NAME && tokens.second().isSign("(") && tokens.atName()) {
      tokens.next();
      return call(name);
    }
    boolean dotted = name.touches(tokens.second()) && tokens.second().isSign(".");
    if (!dotted && (name.isWord("true") || name.isWord("false"))) {
      return literal("a value");
    }
    return new Field(tokens.path("a field, a value or a function"));
  }

  private Expression call(Token name) {
    tokens.expect("(");
    List<Expression> arguments = nested(this::arguments);
    tokens.expect(")");
    return new Call(name.value(), arguments, tokens.since(name));
  }

  private List<Expression> arguments() {
    List<Expression> arguments = new ArrayList<>();
    if (tokens.atSign(")")) {
      return arguments;
    }
    if (tokens.atSign("*")) {
      return List.of(new Star(tokens.next().span()));
    }
    do {
      arguments.add(expression());
    } while (tokens.accept(","));
    return arguments;
  }

  Regex regex() {
    Token regex = tokens.expect(Kind.REGEX, "a regular expression between slashes");
    return new Regex(regex.value(), regex.span());
  }

  private <T> T nested(Supplier<T> inner) {
    if (++depth > DEEPEST) {
      throw new QueryError(
          "brackets or signs nested more than " + DEEPEST + " deep",
          "give a part of it a name with fields … as",
          tokens.peek().span());
    }
    T result = inner.get();
    depth--;
    return result;
  }
}
