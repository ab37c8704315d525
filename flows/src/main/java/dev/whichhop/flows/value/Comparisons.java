package dev.whichhop.flows.value;

import dev.whichhop.flows.language.Expression.ComparisonOperator;
import java.util.OptionalDouble;

/**
 * Comparisons of two values of any kind.
 *
 * <p>Public queries compare ports and protocols with numbers and with texts alike, so values that
 * look like numbers are compared as numbers. A comparison with a missing value, a map or a list is
 * false, whatever the operator.
 */
public final class Comparisons {
  private Comparisons() {}

  public static boolean holds(ComparisonOperator operator, Value left, Value right) {
    return switch (operator) {
      case EQUAL -> equal(left, right);
      case NOT_EQUAL -> bothComparable(left, right) && !equal(left, right);
      case LESS -> ordered(left, right) && compare(left, right) < 0;
      case LESS_OR_EQUAL -> ordered(left, right) && compare(left, right) <= 0;
      case GREATER -> ordered(left, right) && compare(left, right) > 0;
      case GREATER_OR_EQUAL -> ordered(left, right) && compare(left, right) >= 0;
    };
  }

  public static boolean equal(Value left, Value right) {
    String leftText = left.text();
    String rightText = right.text();
    if (leftText == null || rightText == null) {
      return false;
    }
    if (leftText.equals(rightText)) {
      return true;
    }
    // Identifiers of many digits: as doubles, different ones would be equal.
    boolean identifiers =
        left instanceof Value.Text
            && right instanceof Value.Text
            && Numerals.isLong(leftText)
            && Numerals.isLong(rightText);
    return !identifiers && ordered(left, right) && compare(left, right) == 0;
  }

  public static boolean contains(Value value, String part) {
    String text = value.text();
    return text != null && text.contains(part);
  }

  /** Whether a comparison of the two can be true at all. */
  private static boolean bothComparable(Value left, Value right) {
    return left.text() != null && right.text() != null;
  }

  private static boolean ordered(Value left, Value right) {
    return left.number().isPresent() && right.number().isPresent();
  }

  private static int compare(Value left, Value right) {
    OptionalDouble leftNumber = left.number();
    OptionalDouble rightNumber = right.number();
    double difference = leftNumber.orElseThrow() - rightNumber.orElseThrow();
    return difference < 0 ? -1 : difference > 0 ? 1 : 0;
  }
}
