package dev.whichhop.knowledge;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The default of a field, to compare with what a text says of it.
 *
 * @param name as it is shown
 * @param field expression that finds it in text, without groups
 * @param right the default in words that need no translation
 * @param accepted what may be said of it: numbers with their unit, without blanks
 * @param unless when this is in the sentence, it speaks of something else, such as an old version
 * @param source where the default is known from
 */
public record KnownDefault(
    String name, String field, String right, List<String> accepted, Pattern unless, String source) {

  /** True when the number is the default, in any of the usual ways to write it. */
  public boolean accepts(String said) {
    return accepted.contains(bare(said));
  }

  /** {@code 4,294,967,295} as {@code 4294967295}, {@code 30 seconds} as {@code 30s}. */
  private static String bare(String said) {
    return said.toLowerCase(Locale.ROOT)
        .replace(",", "")
        .replaceAll("\\s*(seconds?|sec|秒)$", "s")
        .replaceAll("\\s*(minutes?|min|分钟)$", "m")
        .replaceAll("\\s", "");
  }
}
