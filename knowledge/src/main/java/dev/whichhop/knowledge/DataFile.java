package dev.whichhop.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * A YAML mapping of this module, read strictly: a key that nobody asked for is an error, so that a
 * misspelt prediction cannot be silently without effect. All scalars are texts: nothing guesses at
 * types, so version 1.20 stays 1.20, and no pattern is tried on each scalar at every start.
 */
final class DataFile {
  private final String name;
  private final Map<String, Object> values;
  private final Set<String> asked = new LinkedHashSet<>();

  private DataFile(String name, Map<String, Object> values) {
    this.name = name;
    this.values = values;
  }

  static DataFile parse(String name, String yaml) {
    try {
      LoadSettings settings =
          LoadSettings.builder().setLabel(name).setSchema(new FailsafeSchema()).build();
      return of(name, new Load(settings).loadFromString(yaml));
    } catch (org.snakeyaml.engine.v2.exceptions.YamlEngineException broken) {
      throw new KnowledgeException(name, "not YAML: " + broken.getMessage(), broken);
    }
  }

  private static DataFile of(String name, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new KnowledgeException(name, "expected a mapping, found " + value);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    map.forEach((key, entry) -> {
      if (entry.equals("")) {
        throw new KnowledgeException(name, key + " has no value");
      }
      values.put(String.valueOf(key), entry);
    });
    return new DataFile(name, values);
  }

  String text(String key) {
    String found = textOr(key, "");
    if (found.isEmpty()) {
      throw new KnowledgeException(name, "expected " + key);
    }
    return found;
  }

  String textOr(String key, String otherwise) {
    asked.add(key);
    Object value = values.get(key);
    return value == null ? otherwise : String.valueOf(value).strip();
  }

  /** A list of scalars; a single scalar is a list of one. */
  List<String> texts(String key) {
    asked.add(key);
    Object value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return List.of(String.valueOf(value));
  }

  boolean flag(String key) {
    return Boolean.parseBoolean(textOr(key, "false"));
  }

  <T> List<T> all(String key, Function<DataFile, T> reader) {
    asked.add(key);
    Object value = values.get(key);
    List<T> found = new ArrayList<>();
    if (value == null) {
      return found;
    }
    if (!(value instanceof List<?> list)) {
      throw new KnowledgeException(name, "expected a list below " + key);
    }
    for (Object item : list) {
      DataFile part = of(name + " " + key + "[" + found.size() + "]", item);
      found.add(reader.apply(part));
      part.finish();
    }
    return found;
  }

  /** The mapping below {@code key}; empty when there is none. */
  <T> Optional<T> one(String key, Function<DataFile, T> reader) {
    asked.add(key);
    Object value = values.get(key);
    if (value == null) {
      return Optional.empty();
    }
    DataFile part = of(name + " " + key, value);
    T read = reader.apply(part);
    part.finish();
    return Optional.of(read);
  }

  <T extends Enum<T>> T word(String key, Class<T> type, T otherwise) {
    String word = textOr(key, "");
    if (word.isEmpty()) {
      return otherwise;
    }
    for (T constant : type.getEnumConstants()) {
      if (wordOf(constant).equals(word)) {
        return constant;
      }
    }
    throw wrong(key, word, java.util.Arrays.toString(type.getEnumConstants()));
  }

  /** The words below {@code key}, each one of {@code allowed}. */
  Set<String> words(String key, Set<String> allowed) {
    Set<String> words = new LinkedHashSet<>(texts(key));
    for (String word : words) {
      if (!allowed.contains(word)) {
        throw wrong(key, word, allowed.toString());
      }
    }
    return words;
  }

  KnowledgeException wrong(String key, String seen, String expected) {
    return new KnowledgeException(name, key + ": " + seen + " is not one of " + expected);
  }

  /** Complains about keys that were never asked for. */
  void finish() {
    for (String key : values.keySet()) {
      if (!asked.contains(key)) {
        throw new KnowledgeException(name, "unknown key " + key + ", expected one of " + asked);
      }
    }
  }

  String name() {
    return name;
  }

  /** {@code EMPTY_REPLY} as {@code empty-reply}. */
  static String wordOf(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
