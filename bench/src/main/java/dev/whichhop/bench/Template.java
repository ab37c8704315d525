package dev.whichhop.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * An object that is printed many times with other names in it, as JSON or as YAML: a resource with
 * {@code ${…}} where something is to be filled in.
 */
final class Template {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z-]+)}");

  /** What needs no quotes in YAML whatever it stands for; numbers and true are not among them. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_./@|-]*");

  private static final List<String> WORDS_OF_YAML = List.of("true", "false", "null", "yes", "no");

  private final Object root;

  private Template(Object root) {
    this.root = root;
  }

  static Template of(String name) {
    try (InputStream in = Template.class.getResourceAsStream("large/" + name + ".yaml")) {
      String text =
          new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
      return new Template(new Load(LoadSettings.builder().build()).loadFromString(text));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Appends the object as JSON without a line break at its end.
   *
   * @param indent blanks for each level: kubectl has four, Envoy one
   * @param depth levels that it stands in
   */
  void json(StringBuilder into, Map<String, String> values, int indent, int depth) {
    json(root, into, values, indent, depth);
  }

  private static void json(
      Object node, StringBuilder into, Map<String, String> values, int indent, int depth) {
    switch (node) {
      case Map<?, ?> map -> {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          into.append(separator).append('\n').repeat(' ', indent * (depth + 1));
          quoted(entry.getKey().toString(), into).append(": ");
          json(entry.getValue(), into, values, indent, depth + 1);
          separator = ",";
        }
        close(map.isEmpty(), "{}", into, indent * depth);
      }
      case List<?> list -> {
        String separator = "[";
        for (Object item : list) {
          into.append(separator).append('\n').repeat(' ', indent * (depth + 1));
          json(item, into, values, indent, depth + 1);
          separator = ",";
        }
        close(list.isEmpty(), "[]", into, indent * depth);
      }
      case String text -> quoted(filled(text, values), into);
      case null -> into.append("null");
      default -> into.append(node);
    }
  }

  private static void close(boolean empty, String brackets, StringBuilder into, int indent) {
    if (empty) {
      into.append(brackets);
    } else {
      into.append('\n').repeat(' ', indent).append(brackets.charAt(1));
    }
  }

  /**
   * Appends the object as an item of a list in YAML: {@code - key: value}, deeper lists in the
   * column of their key, as kubectl prints them.
   */
  void yamlItem(StringBuilder into, Map<String, String> values) {
    yaml(List.of(root), into, values, 0);
  }

  private static void yaml(
      Object node, StringBuilder into, Map<String, String> values, int indent) {
    if (node instanceof Map<?, ?> map && !map.isEmpty()) {
      String before = "";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        into.append(before);
        scalar(entry.getKey(), into, values).append(':');
        boolean nested = isNested(entry.getValue());
        if (nested) {
          boolean list = entry.getValue() instanceof List;
          into.append('\n').repeat(' ', list ? indent : indent + 2);
          yaml(entry.getValue(), into, values, list ? indent : indent + 2);
        } else {
          into.append(' ');
          scalar(entry.getValue(), into, values).append('\n');
        }
        before = " ".repeat(indent);
      }
    } else if (node instanceof List<?> list && !list.isEmpty()) {
      String before = "";
      for (Object item : list) {
        into.append(before).append("- ");
        if (isNested(item)) {
          yaml(item, into, values, indent + 2);
        } else {
          scalar(item, into, values).append('\n');
        }
        before = " ".repeat(indent);
      }
    }
  }

  private static boolean isNested(Object node) {
    return (node instanceof Map<?, ?> map && !map.isEmpty())
        || (node instanceof List<?> list && !list.isEmpty());
  }

  private static StringBuilder scalar(Object node, StringBuilder into, Map<String, String> values) {
    return switch (node) {
      case Map<?, ?> _ -> into.append("{}");
      case List<?> _ -> into.append("[]");
      case String text -> {
        String filled = filled(text, values);
        boolean plain = PLAIN.matcher(filled).matches() && !WORDS_OF_YAML.contains(filled);
        yield plain ? into.append(filled) : quoted(filled, into);
      }
      case null -> into.append("null");
      default -> into.append(node);
    };
  }

  private static StringBuilder quoted(String text, StringBuilder into) {
    into.append('"');
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      switch (letter) {
        case '"' -> into.append("\\\"");
        case '\\' -> into.append("\\\\");
        case '\n' -> into.append("\\n");
        default -> into.append(letter);
      }
    }
    return into.append('"');
  }

  private static String filled(String text, Map<String, String> values) {
    if (text.indexOf("${") < 0) {
      return text;
    }
    Matcher placeholders = PLACEHOLDER.matcher(text);
    return placeholders.replaceAll(found -> {
      String value = values.get(found.group(1));
      if (value == null) {
        throw new IllegalStateException("no value for " + found.group());
      }
      return Matcher.quoteReplacement(value);
    });
  }
}
