package dev.whichhop.flows.language;

import java.util.List;

/** What has a value for every row: a node of the syntax tree. */
public sealed interface Expression {
  Span span();

  /** A text in quotes, without them. */
  record Text(String value, Span span) implements Literal {}

  /** A number as it was written, without a sign. */
  record Numeral(String digits, Span span) implements Literal {}

  /** {@code true} or {@code false}. */
  record Truth(boolean value, Span span) implements Literal {}

  /** {@code {{name}}}, for which a value must be given before the query can run. */
  record Parameter(String name, Span span) implements Literal {}

  /** A value that stands in the query itself. */
  sealed interface Literal extends Expression {}

  /** {@code 5m}; only as an argument of functions that take a period. */
  record Period(long amount, PeriodUnit unit, Span span) implements Expression {}

  /** A field, an alias, or a way into a map or list. */
  record Field(Path path) implements Expression {
    @Override
    public Span span() {
      return path.span();
    }
  }

  /**
   * A function with its name as it was written; which one it is, in any case, is for the analyser.
   */
  record Call(String function, List<Expression> arguments, Span span) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** The argument of {@code count(*)}. */
  record Star(Span span) implements Expression {}

  record Negative(Expression operand, Span span) implements Expression {}

  record Arithmetic(ArithmeticOperator operator, Expression left, Expression right, Span span)
      implements Expression {}

  record Comparison(ComparisonOperator operator, Expression left, Expression right, Span span)
      implements Expression {}

  record Not(Expression operand, Span span) implements Expression {}

  /** Two or more conditions joined by one and the same word; never one directly within its like. */
  record Junction(Joint joint, List<Expression> operands, Span span) implements Expression {
    public Junction {
      operands = List.copyOf(operands);
    }
  }

  /** {@code like} with a text: whether it is contained. */
  record Like(Expression value, boolean negated, Literal text, Span span) implements Expression {}

  /** {@code like} with a regular expression, or {@code =~}: whether it matches somewhere. */
  record Matches(Expression value, boolean negated, Regex regex, Span span) implements Expression {}

  record InList(Expression value, boolean negated, List<Expression> list, Span span)
      implements Expression {
    public InList {
      list = List.copyOf(list);
    }
  }

  record InQuery(Expression value, boolean negated, Query query, Span span) implements Expression {}

  /** A regular expression without its slashes. */
  record Regex(String pattern, Span span) {}

  /** Which of the two words joins conditions. */
  enum Joint {
    AND,
    OR
  }

  /** Operators on numbers, by their sign. */
  enum ArithmeticOperator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    REMAINDER("%"),
    POWER("^");

    private final String sign;

    ArithmeticOperator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }

  /** Comparisons, by their sign. */
  enum ComparisonOperator {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String sign;

    ComparisonOperator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }
}
