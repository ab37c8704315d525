package dev.whichhop.flows.value;

import java.math.BigDecimal;
import java.util.OptionalDouble;

/** Numbers as text: which texts are numbers, and how a computed number is written. */
public final class Numerals {
  /** A double holds every integer of as many digits; beyond, numbers that differ may look equal. */
  public static final int EXACT_DIGITS = 15;

  /** Longer texts are no numbers that anybody wrote. */
  private static final int LONGEST = 400;

  private Numerals() {}

  /**
   * The number that a text is: {@code -?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?}, so no blanks, no plus
   * sign, no hexadecimal, no {@code NaN}, and none beyond a double.
   */
  public static OptionalDouble parse(String text) {
    if (text.length() > LONGEST || !isNumeral(text)) {
      return OptionalDouble.empty();
    }
    double number = Double.parseDouble(text);
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  /** By hand: a matcher of the expression would take most of the time of sorting texts. */
  private static boolean isNumeral(String text) {
    int whole = text.startsWith("-") ? 1 : 0;
    int at = behindDigits(text, whole);
    if (at == whole) {
      return false;
    }
    if (at < text.length() && text.charAt(at) == '.') {
      int fraction = at + 1;
      at = behindDigits(text, fraction);
      if (at == fraction) {
        return false;
      }
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      boolean signed = text.startsWith("-", at + 1) || text.startsWith("+", at + 1);
      int exponent = at + (signed ? 2 : 1);
      at = behindDigits(text, exponent);
      if (at == exponent) {
        return false;
      }
    }
    return at == text.length();
  }

  private static int behindDigits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  /** Whether a numeral has more digits than a double can tell apart: identifiers, mostly. */
  static boolean isLong(String numeral) {
    return numeral.chars().filter(c -> c >= '0' && c <= '9').count() > EXACT_DIGITS;
  }

  /** Without an exponent and without needless digits: {@code 3}, {@code 0.1}. */
  public static String render(double number) {
    if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      return String.valueOf((long) number);
    }
    return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }
}
