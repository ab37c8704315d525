package dev.whichhop.flows.shell;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text as one word of a POSIX shell. Names in commands come from files, and a shell must not see
 * more in them.
 */
public final class ShellWord {
  /** In no shell more than themselves (POSIX, Shell Command Language, 2.2). */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:/=+,@-]+");

  private ShellWord() {}

  /** The word, in quotes where it needs them. */
  public static String of(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** Several words. */
  public static String of(List<String> texts) {
    return texts.stream().map(ShellWord::of).collect(Collectors.joining(" "));
  }
}
