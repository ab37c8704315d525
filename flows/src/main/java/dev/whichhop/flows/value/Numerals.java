package dev.whichhop.flows.value;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers as text: which texts are numbers, and how a computed number is written. */
public final class Numerals {
  /** What counts as a number; no blanks, no plus sign, no hexadecimal, no {@code NaN}. */
  public static final String PATTERN = "-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?";

  /** A double holds every integer of as many digits; beyond, numbers that differ may look equal. */
  public static final int EXACT_DIGITS = 15;

  private static final Pattern NUMERAL = Pattern.compile(PATTERN);

  /** Longer texts are no numbers that anybody wrote. */
  private static final int LONGEST = 400;

  private Numerals() {}

  public static OptionalDouble parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST || !mayBegin(text.charAt(0))) {
      return OptionalDouble.empty();
    }
    if (!NUMERAL.matcher(text).matches()) {
      return OptionalDouble.empty();
    }
    double number = Double.parseDouble(text);
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  private static boolean mayBegin(char c) {
    return c == '-' || (c >= '0' && c <= '9');
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
