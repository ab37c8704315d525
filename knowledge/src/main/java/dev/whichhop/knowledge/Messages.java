package dev.whichhop.knowledge;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * The sentences of one language, from {@code messages/<language>/*.properties}. Placeholders are
 * words in braces, {@code {subject}}.
 */
public final class Messages {
  private final Map<Object, Object> texts;

  private Messages(Properties texts) {
    this.texts = texts;
  }

  /** Reads all sentences of a language. */
  public static Messages load(Language language) {
    Properties all = new Properties();
    for (Map.Entry<String, String> file :
        ResourceFolder.read("messages/" + language.code(), ".properties").entrySet()) {
      try {
        all.load(new StringReader(file.getValue()));
      } catch (IOException | IllegalArgumentException broken) {
        throw new KnowledgeException(file.getKey(), "not a properties file", broken);
      }
    }
    return new Messages(all);
  }

  /**
   * The sentence of {@code key} with its placeholders filled; a placeholder without a value stays
   * as {@code <name>}. A key that does not exist is answered with the key itself, so that a missing
   * text never hides a finding.
   */
  public String text(String key, Map<String, String> values) {
    Object template = texts.get(key);
    return template == null ? key : fill(template.toString(), values);
  }

  public String text(String key) {
    return text(key, Map.of());
  }

  /** The sentence with its placeholders unfilled; empty when the key does not exist. */
  public String template(String key) {
    Object template = texts.get(key);
    return template == null ? "" : template.toString();
  }

  public boolean has(String key) {
    return texts.containsKey(key);
  }

  /** All keys, sorted. */
  public Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    texts.keySet().forEach(key -> keys.add(key.toString()));
    return keys;
  }

  /** Puts values into {@code {name}} placeholders, in one pass; values are not searched again. */
  public static String fill(String template, Map<String, String> values) {
    StringBuilder filled = new StringBuilder(template.length() + 32);
    int at = 0;
    while (true) {
      int open = template.indexOf('{', at);
      int close = open < 0 ? -1 : template.indexOf('}', open);
      if (close < 0) {
        return filled.append(template, at, template.length()).toString();
      }
      String name = template.substring(open + 1, close);
      filled.append(template, at, open);
      if (isName(name)) {
        filled.append(values.getOrDefault(name, "<" + name + ">"));
        at = close + 1;
      } else {
        filled.append('{');
        at = open + 1;
      }
    }
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() < 40
        && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-');
  }
}
