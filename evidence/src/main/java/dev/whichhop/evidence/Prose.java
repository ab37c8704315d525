package dev.whichhop.evidence;

import java.util.List;

/** Tells sentences from output of programs. */
final class Prose {
  private Prose() {}

  /** True when at least half of the lines that are not blank read like sentences. */
  static boolean isProse(List<String> lines) {
    int sentences = 0;
    int looked = 0;
    for (String line : lines) {
      if (!line.isBlank()) {
        looked++;
        sentences += isSentence(line) ? 1 : 0;
      }
    }
    return looked > 0 && sentences * 2 >= looked;
  }

  /**
   * Three words and hardly anything but letters, or two characters of Chinese, Japanese, Korean.
   */
  private static boolean isSentence(String line) {
    int letters = 0;
    int others = 0;
    int words = 0;
    int ideographs = 0;
    boolean inWord = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean letter = Character.isLetter(c);
      if (letter) {
        letters++;
        ideographs += Character.isIdeographic(c) || (c >= 0x3040 && c < 0x3100) ? 1 : 0;
        words += inWord ? 0 : 1;
      } else if (!Character.isWhitespace(c)) {
        others++;
      }
      inWord = letter || (inWord && c == '\'');
    }
    return ideographs >= 2 || (words >= 3 && letters >= 2 * others);
  }
}
