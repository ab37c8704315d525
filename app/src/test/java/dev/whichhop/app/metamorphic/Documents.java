package dev.whichhop.app.metamorphic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Files of Kubernetes objects, written in another way. */
final class Documents {
  private Documents() {}

  /** The objects of a file, Lists taken apart; empty where the file is something else. */
  static Optional<List<Map<?, ?>>> objects(String text) {
    if (!text.contains("apiVersion") || !text.contains("kind")) {
      return Optional.empty();
    }
    List<Map<?, ?>> objects = new ArrayList<>();
    try {
      for (Object document :
          new Load(LoadSettings.builder().setCodePointLimit(50_000_000).build())
              .loadAllFromString(utf8(text))) {
        if (document == null) {
          continue;
        }
        if (!(document instanceof Map<?, ?> map)
            || !map.containsKey("apiVersion")
            || !map.containsKey("kind")) {
          return Optional.empty();
        }
        if (map.get("items") instanceof List<?> items) {
          for (Object item : items) {
            if (!(item instanceof Map<?, ?> object) || !object.containsKey("kind")) {
              return Optional.empty();
            }
            objects.add(object);
          }
        } else {
          objects.add(map);
        }
      }
    } catch (YamlEngineException notYaml) {
      return Optional.empty();
    }
    return Optional.of(objects).filter(some -> !some.isEmpty());
  }

  /**
   * YAML becomes JSON and JSON becomes YAML, as {@code -o json} and {@code -o yaml} would have it.
   */
  static String otherNotation(String text) {
    return objects(text)
        .map(objects ->
            text.stripLeading().startsWith("{") ? yaml(list(objects)) : json(list(objects)))
        .orElse(text);
  }

  static String yaml(Object value) {
    return latin(
        new Dump(DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build())
            .dumpToString(value));
  }

  /** JSON is YAML in flow style with quoted scalars, for strings; other scalars stay plain. */
  static String json(Object value) {
    StringBuilder out = new StringBuilder();
    writeJson(value, "", out);
    return latin(out.append('\n').toString());
  }

  private static void writeJson(Object value, String indent, StringBuilder out) {
    String deeper = indent + "    ";
    switch (value) {
      case Map<?, ?> map -> {
        out.append('{');
        String separator = "\n";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(separator).append(deeper);
          quote(String.valueOf(entry.getKey()), out);
          out.append(": ");
          if (entry.getValue() == null) {
            out.append("null");
          } else {
            writeJson(entry.getValue(), deeper, out);
          }
          separator = ",\n";
        }
        out.append(map.isEmpty() ? "}" : "\n" + indent + "}");
      }
      case List<?> list -> {
        out.append('[');
        String separator = "\n";
        for (Object item : list) {
          out.append(separator).append(deeper);
          if (item == null) {
            out.append("null");
          } else {
            writeJson(item, deeper, out);
          }
          separator = ",\n";
        }
        out.append(list.isEmpty() ? "]" : "\n" + indent + "]");
      }
      case String text -> quote(text, out);
      default -> out.append(value);
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static Object list(List<Map<?, ?>> objects) {
    if (objects.size() == 1) {
      return objects.getFirst();
    }
    Map<String, Object> list = new java.util.LinkedHashMap<>();
    list.put("apiVersion", "v1");
    list.put("items", objects);
    list.put("kind", "List");
    return list;
  }

  static String utf8(String latin) {
    return new String(EvidenceFolder.bytes(latin), java.nio.charset.StandardCharsets.UTF_8);
  }

  static String latin(String utf8) {
    return EvidenceFolder.text(utf8.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
