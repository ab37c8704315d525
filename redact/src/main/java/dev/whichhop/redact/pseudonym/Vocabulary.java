package dev.whichhop.redact.pseudonym;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Words of the field, which keep their spelling whatever a user's things are called: what readers
 * and checks know a thing by, names that the systems themselves give, Regions, months.
 */
final class Vocabulary {
  private static final Set<String> WORDS = load();

  private Vocabulary() {}

  static boolean has(String lowerCaseWord) {
    return WORDS.contains(lowerCaseWord);
  }

  private static Set<String> load() {
    try (InputStream in = Vocabulary.class.getResourceAsStream("vocabulary.txt")) {
      if (in == null) {
        throw new IllegalStateException("vocabulary.txt is missing in the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
