package dev.whichhop.lint.rule;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The known name that somebody who mistyped most likely meant. */
final class Nearest {
  /** One slip for each so many characters. */
  private static final int CHARACTERS_FOR_A_SLIP = 5;

  private Nearest() {}

  /** Empty when no name is near enough to be offered. */
  static Optional<String> of(String wrong, Collection<String> known) {
    String nearest = "";
    int least = 1 + Math.max(1, wrong.length() / CHARACTERS_FOR_A_SLIP);
    for (String name : known) {
      int distance = sameWords(wrong, name) ? 0 : distance(wrong, name);
      if (distance < least) {
        least = distance;
        nearest = name;
      }
    }
    return nearest.isEmpty() ? Optional.empty() : Optional.of(nearest);
  }

  /** True when two names differ only in how their words are joined. */
  static boolean sameWords(String one, String other) {
    return bare(one).equals(bare(other));
  }

  /** {@code max_connections}, {@code MaxConnections} and {@code max-connections} are the same. */
  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
  }

  /** Levenshtein's distance. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
