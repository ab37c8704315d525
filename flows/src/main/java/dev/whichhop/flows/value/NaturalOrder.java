package dev.whichhop.flows.value;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;

/**
 * The ascending order of {@code sort}: missing values, then texts, then numbers.
 *
 * <p>Texts are ordered by Unicode, but runs of digits in them by their length and then their value,
 * so that {@code 5A} comes before {@code 111A}. Source: CWL_QuerySyntax-Sort; that missing values
 * come first is assumed.
 */
public final class NaturalOrder implements Comparator<Value> {
  /** Lengths are written as one character from here on. */
  private static final int LENGTH_BASE = 0x100;

  private static final int LONGEST_RUN = 0xD000 - LENGTH_BASE;

  @Override
  public int compare(Value left, Value right) {
    int kinds = Integer.compare(kind(left), kind(right));
    if (kinds != 0) {
      return kinds;
    }
    OptionalDouble leftNumber = left.number();
    OptionalDouble rightNumber = right.number();
    if (leftNumber.isPresent() && rightNumber.isPresent()) {
      return Double.compare(plain(leftNumber.getAsDouble()), plain(rightNumber.getAsDouble()));
    }
    return compareCodePoints(key(shown(left)), key(shown(right)));
  }

  /** Minus zero is zero. */
  private static double plain(double number) {
    return number + 0.0;
  }

  private static String shown(Value value) {
    String shown = value.shown();
    return shown == null ? "" : shown;
  }

  private static int kind(Value value) {
    if (value.isMissing()) {
      return 0;
    }
    return value.number().isPresent() ? 2 : 1;
  }

  /**
   * A text whose plain order is the natural order: before each run of digits stand a zero, which is
   * less and greater than the same characters as any digit, and the length of the run.
   */
  public static String key(String text) {
    StringBuilder key = new StringBuilder(text.length() + 8);
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
      if (end == at) {
        key.append(text.charAt(at++));
      } else {
        int length = Math.min(end - at, LONGEST_RUN);
        key.append('0').append((char) (LENGTH_BASE + length)).append(text, at, end);
        at = end;
      }
    }
    return key.toString();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int compareCodePoints(String left, String right) {
    int[] leftPoints = left.codePoints().toArray();
    int[] rightPoints = right.codePoints().toArray();
    return Arrays.compare(leftPoints, rightPoints);
  }
}
