package dev.whichhop.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** How far two words are apart, to suggest what somebody may have meant. */
public final class EditDistance {
  private EditDistance() {}

  /** The words nearest to a mistyped one, the nearest first, equal ones by name. */
  public static List<String> nearest(String word, Collection<String> known, int most) {
    return known.stream()
        .distinct()
        .sorted(
            Comparator.comparingInt((String one) -> between(one, word)).thenComparing(one -> one))
        .limit(most)
        .toList();
  }

  /** Levenshtein distance. */
  public static int between(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int substituted = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[right.length()];
  }
}
