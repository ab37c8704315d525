package dev.whichhop.app.report;

/**
 * The one place where untrusted text becomes Markdown (CommonMark with GitHub's additions: tables,
 * strikethrough, bare links, mentions, references, formulas).
 */
final class MarkdownText {
  /** Characters that begin markup anywhere in a line. */
  private static final String SPECIAL = "\\`*_[]<>&|~$";

  private MarkdownText() {}

  /** Text in a line: reads as it stands, links nothing, names nobody. */
  static String line(String untrusted) {
    String safe = SafeText.text(untrusted).replace('\n', ' ');
    StringBuilder text = new StringBuilder(safe.length() + 16);
    for (int i = 0; i < safe.length(); i++) {
      char c = safe.charAt(i);
      if (SPECIAL.indexOf(c) >= 0 || beginsBlock(safe, i)) {
        text.append('\\').append(c);
      } else if (c == '@' || c == '#') {
        // Mentions and references are made from the finished text, where a backslash is gone.
        text.append(c == '#' && i == 0 ? "\\#" : c).append("<!-- -->");
      } else if (c == '/' && i > 0 && safe.charAt(i - 1) == ':') {
        text.append("\\/"); // http://… is a link by itself
      } else if (c == '.' && safe.regionMatches(true, Math.max(0, i - 3), "www", 0, 3)) {
        text.append("\\.");
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /** A bullet, a heading's underline, or the end of a list's number. */
  private static boolean beginsBlock(String text, int at) {
    char c = text.charAt(at);
    if (at == 0) {
      return "+-=".indexOf(c) >= 0;
    }
    return (c == '.' || c == ')') && text.substring(0, at).chars().allMatch(Character::isDigit);
  }

  /** Literal text in a line, fenced by more backticks than it has in a row. */
  static String code(String untrusted) {
    String safe = SafeText.line(untrusted.strip());
    if (safe.isEmpty()) {
      return "";
    }
    String fence = "`".repeat(longestRun(safe) + 1);
    String pad = safe.startsWith("`") || safe.endsWith("`") ? " " : "";
    return fence + pad + safe + pad + fence;
  }

  /** Literal lines, fenced likewise; ends with a line break. */
  static String block(String language, String untrusted) {
    String safe = SafeText.text(untrusted.strip());
    String fence = "`".repeat(Math.max(3, longestRun(safe) + 1));
    return fence + language + "\n" + safe + "\n" + fence + "\n";
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
