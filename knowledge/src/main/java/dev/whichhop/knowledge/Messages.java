package dev.whichhop.knowledge;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The sentences of one language, from {@code messages/<language>/*.properties}: a line each, {@code
 * key = sentence}, {@code #} for comments; nothing is escaped and no line is continued. ({@code
 * java.util.Properties} reads more, and takes a third of the time of a short command for it.)
 * Placeholders are words in braces, {@code {subject}}.
 */
public final class Messages {
  private final Map<String, String> texts;

  private Messages(Map<String, String> texts) {
    this.texts = texts;
  }

  /** Reads all sentences of a language. */
  public static Messages load(Language language) {
    Map<String, String> all = new HashMap<>(4096);
    ResourceFolder.read("messages/" + language.code(), ".properties")
        .forEach((name, content) -> read(name, content, all));
    return new Messages(all);
  }

  private static void read(String name, String content, Map<String, String> texts) {
    int end;
    for (int start = 0; start < content.length(); start = end + 1) {
      int newline = content.indexOf('\n', start);
      end = newline < 0 ? content.length() : newline;
      if (start == end || content.charAt(start) == '#') {
        continue;
      }
      int equals = content.indexOf('=', start);
      if (equals < 0 || equals > end) {
        throw new KnowledgeException(
            name, "expected key = sentence, found " + content.substring(start, end));
      }
      texts.put(
          content.substring(start, equals).strip(), content.substring(equals + 1, end).strip());
    }
  }

  /**
   * The sentence of {@code key} with its placeholders filled; a placeholder without a value stays
   * as {@code <name>}. A key that does not exist is answered with the key itself, so that a missing
   * text never hides a finding.
   */
  public String text(String key, Map<String, String> values) {
    String template = texts.get(key);
    return template == null ? key : fill(template, worded(values));
  }

  /**
   * Values in this language: the word {@code value.<placeholder>.<value>} where there is one, with
   * all but letters and digits as hyphens ({@code value.subject.the-failures}). Names stay.
   */
  private Map<String, String> worded(Map<String, String> values) {
    Map<String, String> worded = new HashMap<>(values);
    worded.replaceAll(this::value);
    return worded;
  }

  /** What a check or a symptom calls something, in this language; a name stays as it is. */
  public String value(String placeholder, String value) {
    return texts.getOrDefault("value." + placeholder + "." + slug(value), value);
  }

  private static String slug(String value) {
    StringBuilder slug = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      slug.append(Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : '-');
    }
    return slug.toString();
  }

  public String text(String key) {
    return text(key, Map.of());
  }

  /** The sentence with its placeholders unfilled; empty when the key does not exist. */
  public String template(String key) {
    return texts.getOrDefault(key, "");
  }

  public boolean has(String key) {
    return texts.containsKey(key);
  }

  /** All keys, sorted. */
  public Set<String> keys() {
    return new TreeSet<>(texts.keySet());
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
