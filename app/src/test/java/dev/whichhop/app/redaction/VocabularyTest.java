package dev.whichhop.app.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A word that readers or checks know something by keeps its spelling in a pseudonymised bundle.
 * Words that are missing are added to {@code vocabulary.txt}, in their order.
 */
final class VocabularyTest {
  private static final Path VOCABULARY =
      Path.of("../redact/src/main/resources/dev/whichhop/redact/pseudonym/vocabulary.txt");

  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");

  /** Text blocks, strings, and names of constants, which are words of formats in lower case. */
  private static final Pattern LITERAL =
      Pattern.compile(
          "(?s)\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\]|\\\\.)*)\"|\\b([A-Z][A-Z0-9_]{2,})\\b");

  private static final Pattern ESCAPE = Pattern.compile("\\\\\\\\[a-zA-Z]|\\\\.");

  /** {@code loadBalancer} is a word by itself and made of two. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z]{3,}");

  @Test
  void holdsTheWordsOfReadersAndChecks() throws IOException {
    Set<String> known = new TreeSet<>(Files.readAllLines(VOCABULARY));
    assertThat(Files.readAllLines(VOCABULARY)).containsExactlyElementsOf(known);
    Set<String> missing = new TreeSet<>();
    for (String module : List.of("model", "records", "evidence", "diagnosis")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
        for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
          words(Files.readString(file), missing);
        }
      }
    }
    assertThat(missing).hasSizeGreaterThan(1_000);
    missing.removeAll(known);
    // A new check brings words, and not every change of one should have to come by here.
    assertThat(missing).as("words missing in " + VOCABULARY).hasSizeLessThan(known.size() / 50);
  }

  private static void words(String source, Set<String> words) {
    // A string may hold what looks like a comment; its words are found in other places or not at
    // all.
    Matcher literal = LITERAL.matcher(COMMENT.matcher(source).replaceAll(""));
    while (literal.find()) {
      for (int group = 1; group <= 3; group++) {
        if (literal.group(group) != null) {
          Matcher word = WORD.matcher(ESCAPE.matcher(literal.group(group)).replaceAll(" "));
          while (word.find()) {
            words.add(word.group().toLowerCase(Locale.ROOT));
          }
        }
      }
    }
  }
}
