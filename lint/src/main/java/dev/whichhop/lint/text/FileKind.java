package dev.whichhop.lint.text;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a file is: by its name where that says so, else by its first lines. */
public enum FileKind {
  MARKDOWN,
  SHELL,
  DOCUMENT;

  private static final Set<String> MARKDOWN_NAMES =
      Set.of("md", "markdown", "mdx", "mdown", "txt", "text", "adoc", "rst");
  private static final Set<String> SHELL_NAMES = Set.of("sh", "bash", "zsh", "ksh");
  private static final Set<String> DOCUMENT_NAMES =
      Set.of("yaml", "yml", "json", "tpl", "tmpl", "rules");
  private static final Pattern KEY = Pattern.compile("(- )?[\\w./\"'-]+:(\\s.*)?");

  /** By the ending of the name; empty when that says nothing. */
  public static Optional<FileKind> ofName(String file) {
    int dot = file.lastIndexOf('.');
    String ending = dot < 0 ? "" : file.substring(dot + 1).toLowerCase(Locale.ROOT);
    if (MARKDOWN_NAMES.contains(ending)) {
      return Optional.of(MARKDOWN);
    }
    if (SHELL_NAMES.contains(ending)) {
      return Optional.of(SHELL);
    }
    return DOCUMENT_NAMES.contains(ending) ? Optional.of(DOCUMENT) : Optional.empty();
  }

  static FileKind of(String file, String text) {
    return ofName(file).orElseGet(() -> ofText(text));
  }

  private static FileKind ofText(String text) {
    if (text.startsWith("#!") && text.lines().findFirst().orElse("").matches(".*\\b(ba|z|k)?sh")) {
      return SHELL;
    }
    return looksLikeDocument(text) ? DOCUMENT : MARKDOWN;
  }

  /** True when the first line that is neither blank nor a comment is a key or a bracket. */
  static boolean looksLikeDocument(String text) {
    return text.lines()
        .map(String::stripTrailing)
        .filter(line -> !line.isBlank() && !line.strip().startsWith("#") && !line.equals("---"))
        .findFirst()
        .filter(line -> KEY.matcher(line.strip()).matches() || line.matches("\\s*[{\\[].*"))
        .isPresent();
  }
}
