package dev.whichhop.evidence.source;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Names of archive entries and files, made safe. Nothing is ever written under such a name; it is
 * refused all the same, because an archive that tries is not to be trusted and a name that looks
 * like a file of this machine misleads who reads the report.
 */
final class EntryName {
  private static final int LONGEST = 1_000;

  private EntryName() {}

  /** Why a name of an archive entry is refused; null when it is in order. */
  static @Nullable String refusal(String name) {
    if (name.startsWith("/") || name.startsWith("\\")) {
      return "an absolute name in an archive, refused";
    }
    if (name.length() > 1 && name.charAt(1) == ':' && Character.isLetter(name.charAt(0))) {
      return "a name with a Windows drive in an archive, refused";
    }
    for (String part : name.replace('\\', '/').split("/", -1)) {
      if (part.equals("..")) {
        return "a name that leaves the archive (..), refused";
      }
    }
    return null;
  }

  /**
   * The name with {@code /} between folders (archives packed on Windows have backslashes) and
   * without {@code ./} parts.
   */
  static String normal(String name) {
    StringBuilder normal = new StringBuilder();
    for (String part : name.replace('\\', '/').split("/", -1)) {
      if (!part.isEmpty() && !part.equals(".")) {
        normal.append(normal.isEmpty() ? "" : "/").append(part);
      }
    }
    return normal.toString();
  }

  /** Where a link of the entry {@code from} leads; null when out of the archive. */
  static @Nullable String linkTarget(String from, String target) {
    if (target.startsWith("/")) {
      return null;
    }
    Deque<String> parts = new ArrayDeque<>();
    String folder = from.contains("/") ? from.substring(0, from.lastIndexOf('/') + 1) : "";
    for (String part : (folder + target).split("/", -1)) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return null;
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }

  /** For showing: no control characters, no characters that turn the direction of writing. */
  static String shown(String name) {
    StringBuilder shown = new StringBuilder(Math.min(name.length(), LONGEST));
    for (int i = 0; i < name.length() && i < LONGEST; i++) {
      char c = name.charAt(i);
      boolean hidden = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
      shown.append(hidden ? '\ufffd' : c);
    }
    return shown.append(name.length() > LONGEST ? "…" : "").toString();
  }
}
