package dev.whichhop.model.diagnosis;

import java.util.Map;
import java.util.TreeMap;

/**
 * A sentence for the user, before it has a language: a key of the message files and the values of
 * its placeholders.
 *
 * @param values untrusted; the renderer of each output makes them harmless
 */
public record Phrase(String key, Map<String, String> values) {

  public Phrase {
    values = Map.copyOf(values);
  }

  public static Phrase of(String key) {
    return new Phrase(key, Map.of());
  }

  /** A phrase with {@code name, value, name, value, …}. */
  public static Phrase of(String key, Object... namesAndValues) {
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
      values.put(String.valueOf(namesAndValues[i]), String.valueOf(namesAndValues[i + 1]));
    }
    return new Phrase(key, values);
  }
}
