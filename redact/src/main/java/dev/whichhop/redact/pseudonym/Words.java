package dev.whichhop.redact.pseudonym;

/** Cuts a text into runs of letters and digits. */
final class Words {
  /** Gets where a run begins, and where it has ended. */
  interface Visitor {
    void word(int start, int end);
  }

  private Words() {}

  static void each(String text, Visitor visitor) {
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && isPart(text.charAt(i))) {
        start = start < 0 ? i : start;
      } else if (start >= 0) {
        visitor.word(start, i);
        start = -1;
      }
    }
  }

  private static boolean isPart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
