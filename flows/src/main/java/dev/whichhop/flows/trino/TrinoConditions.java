package dev.whichhop.flows.trino;

import dev.whichhop.flows.language.Expression;
import dev.whichhop.flows.language.Expression.ComparisonOperator;
import dev.whichhop.flows.language.Expression.Joint;
import dev.whichhop.flows.sql.Sql;
import dev.whichhop.flows.sql.Sql.Operator;
import dev.whichhop.flows.value.Numerals;
import dev.whichhop.model.network.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Conditions that hold in Trino for just the rows for which they hold here. What cannot be said so
 * (numbers in columns of text, regular expressions, most functions) is empty, and left to the
 * engine that gets the rows.
 *
 * <p>Every condition is true or false, never NULL: a column without a value is a record with {@code
 * -}, which is a text here.
 */
final class TrinoConditions {
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

  private final Map<String, TrinoColumn> columns;

  /**
   * @param columns by the names that the language gives the fields
   */
  TrinoConditions(Map<String, TrinoColumn> columns) {
    this.columns = columns;
  }

  /** The parts of a condition that can be said: all of them must hold for the rows asked for. */
  List<Sql> parts(Expression condition) {
    if (condition instanceof Expression.Junction(Joint joint, List<Expression> operands, _)
        && joint == Joint.AND) {
      return operands.stream().flatMap(one -> parts(one).stream()).toList();
    }
    return whole(condition).stream().toList();
  }

  /** The condition as it is; empty when a part of it cannot be said. */
  Optional<Sql> whole(Expression condition) {
    return switch (condition) {
      case Expression.Junction junction -> junction(junction);
      case Expression.Not not -> whole(not.operand()).map(Sql.Not::new);
      case Expression.Comparison comparison ->
          comparison(comparison.operator(), comparison.left(), comparison.right());
      case Expression.InList in -> inList(in);
      case Expression.Like like -> like(like);
      case Expression.Call call -> call(call);
      case Expression.Matches _,
          Expression.InQuery _,
          Expression.Literal _,
          Expression.Field _,
          Expression.Negative _,
          Expression.Arithmetic _,
          Expression.Period _,
          Expression.Star _ ->
          Optional.empty();
    };
  }

  private Optional<Sql> junction(Expression.Junction junction) {
    BinaryOperator<Sql> join = junction.joint() == Joint.AND ? Sql::and : Sql::or;
    List<Sql> parts = new ArrayList<>();
    for (Expression operand : junction.operands()) {
      Optional<Sql> part = whole(operand);
      if (part.isEmpty()) {
        return part;
      }
      parts.add(part.get());
    }
    return parts.stream().reduce(join);
  }

  private Optional<Sql> comparison(ComparisonOperator operator, Expression left, Expression right) {
    if (column(left) == null && column(right) != null) {
      return comparison(turned(operator), right, left);
    }
    TrinoColumn column = column(left);
    String constant = constant(right);
    if (column == null || constant == null) {
      return Optional.empty();
    }
    return switch (operator) {
      case EQUAL -> equal(column, constant);
      case NOT_EQUAL -> equal(column, constant).map(Sql.Not::new);
      case LESS -> ordered(column, Operator.LESS, constant);
      case LESS_OR_EQUAL -> ordered(column, Operator.LESS_OR_EQUAL, constant);
      case GREATER -> ordered(column, Operator.GREATER, constant);
      case GREATER_OR_EQUAL -> ordered(column, Operator.GREATER_OR_EQUAL, constant);
    };
  }

  private static ComparisonOperator turned(ComparisonOperator operator) {
    return switch (operator) {
      case EQUAL, NOT_EQUAL -> operator;
      case LESS -> ComparisonOperator.GREATER;
      case LESS_OR_EQUAL -> ComparisonOperator.GREATER_OR_EQUAL;
      case GREATER -> ComparisonOperator.LESS;
      case GREATER_OR_EQUAL -> ComparisonOperator.LESS_OR_EQUAL;
    };
  }

  private static Optional<Sql> equal(TrinoColumn column, String constant) {
    OptionalDouble number = Numerals.parse(constant);
    return switch (column.kind()) {
      case INTEGER ->
          number.isPresent()
              ? exact(number.getAsDouble()).map(one -> holds(column, Operator.EQUAL, one))
              : Optional.of(Sql.infix(column.text(), Operator.EQUAL, new Sql.Text(constant)));
      // A text that looks like a number is compared as one.
      case TEXT ->
          number.isPresent()
              ? Optional.empty()
              : Optional.of(Sql.infix(column.text(), Operator.EQUAL, new Sql.Text(constant)));
      case OTHER -> Optional.empty();
    };
  }

  private static Optional<Sql> ordered(TrinoColumn column, Operator operator, String constant) {
    OptionalDouble number = Numerals.parse(constant);
    if (number.isEmpty()) {
      return Optional.of(new Sql.Truth(false));
    }
    return column.kind() == TrinoColumn.Kind.INTEGER
        ? exact(number.getAsDouble()).map(one -> holds(column, operator, one))
        : Optional.empty();
  }

  /** Beyond, integers that differ may look equal here. */
  private static Optional<Sql> exact(double number) {
    if (Math.abs(number) >= 1e15) {
      return Optional.empty();
    }
    return Optional.of(
        number == Math.rint(number) ? new Sql.Whole((long) number) : new Sql.Real(number));
  }

  private static Sql holds(TrinoColumn column, Operator operator, Sql number) {
    return Sql.first(Sql.infix(column.value(), operator, number), new Sql.Truth(false));
  }

  private Optional<Sql> inList(Expression.InList in) {
    TrinoColumn column = column(in.value());
    if (column == null) {
      return Optional.empty();
    }
    Sql any = new Sql.Truth(false);
    for (Expression one : in.list()) {
      String constant = constant(one);
      Optional<Sql> found = constant == null ? Optional.empty() : equal(column, constant);
      if (found.isEmpty()) {
        return found;
      }
      any = Sql.or(any, found.get());
    }
    return Optional.of(in.negated() ? new Sql.Not(any) : any);
  }

  private Optional<Sql> like(Expression.Like like) {
    TrinoColumn column = column(like.value());
    String part = constant(like.text());
    if (column == null || column.kind() == TrinoColumn.Kind.OTHER || part == null) {
      return Optional.empty();
    }
    Sql place = Sql.call("strpos", column.text(), new Sql.Text(part));
    Sql found = Sql.infix(place, Operator.GREATER, new Sql.Whole(0));
    return Optional.of(like.negated() ? new Sql.Not(found) : found);
  }

  /** Whether an address is in a range of IPv4: what flow logs are asked most. */
  private Optional<Sql> call(Expression.Call call) {
    boolean known = call.function().toLowerCase(Locale.ROOT).equals("isipv4insubnet");
    if (!known || call.arguments().size() != 2) {
      return Optional.empty();
    }
    TrinoColumn column = column(call.arguments().getFirst());
    String range = constant(call.arguments().getLast());
    if (column == null
        || column.kind() != TrinoColumn.Kind.TEXT
        || range == null
        || range.indexOf('/') < 0
        || range.indexOf(':') >= 0) {
      return Optional.empty();
    }
    return Cidr.parse(range)
        .map(_ -> Sql.call("regexp_like", column.text(), new Sql.Text(pattern(range))));
  }

  /** A regular expression for the addresses of a range. */
  private static String pattern(String range) {
    int slash = range.indexOf('/');
    int prefix = Integer.parseInt(range, slash + 1, range.length(), 10);
    String[] octets = range.substring(0, slash).split("\\.");
    StringBuilder pattern = new StringBuilder("^");
    for (int i = 0; i < octets.length; i++) {
      int fixed = Math.clamp(prefix - 8L * i, 0, 8);
      pattern.append(i == 0 ? "" : "\\.").append(octet(Integer.parseInt(octets[i]), fixed));
    }
    return pattern.append('$').toString();
  }

  private static String octet(int octet, int fixed) {
    if (fixed == 0) {
      return OCTET;
    }
    int size = 1 << (8 - fixed);
    int first = octet / size * size;
    List<String> values = new ArrayList<>();
    for (int value = first; value < first + size; value++) {
      values.add(String.valueOf(value));
    }
    return "(" + String.join("|", values) + ")";
  }

  private @Nullable TrinoColumn column(Expression expression) {
    return expression instanceof Expression.Field(var path) && path.segments().size() == 1
        ? columns.get(path.root())
        : null;
  }

  /** What stands in the query, as text. */
  private static @Nullable String constant(Expression expression) {
    return switch (expression) {
      case Expression.Text text -> text.value();
      case Expression.Numeral numeral -> numeral.digits();
      default -> null;
    };
  }
}
