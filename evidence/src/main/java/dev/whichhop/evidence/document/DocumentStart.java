package dev.whichhop.evidence.document;

import java.util.List;

/** How surely the first lines of a text are those of a YAML or JSON document. */
final class DocumentStart {
  private static final int CERTAIN = 95;

  /** One line may as well be that of a log, whose reader is surer when it knows the line. */
  private static final int SINGLE_LINE = 70;

  /**
   * First keys of what the API server, Elasticsearch, Prometheus and Loki answer in one line, and
   * what no line of a log begins with.
   */
  private static final List<String> ANSWERS =
      List.of(
          "\"apiVersion\"",
          "\"took\":",
          "\"hits\":{",
          "\"_scroll_id\"",
          "\"status\":\"success\",\"data\":",
          "\"data\":{\"resultType\"");

  /** Keys and nesting, but no word that only documents have. */
  private static final int LIKELY = 60;

  private static final int LOOKED_AT = 60;

  private DocumentStart() {}

  static boolean isJson(List<String> head) {
    for (String line : head) {
      String text = line.strip();
      if (!text.isEmpty() && text.charAt(0) != '#') {
        return text.charAt(0) == '{' || text.charAt(0) == '[';
      }
    }
    return false;
  }

  static int sure(List<String> head) {
    List<String> lines =
        head.stream().filter(line -> !line.isBlank() && !line.strip().startsWith("#")).toList();
    if (lines.isEmpty()) {
      return 0;
    }
    return isJson(lines) ? json(lines) : yaml(lines);
  }

  /** Lines that are each a whole JSON object are a log, not a document. */
  private static int json(List<String> lines) {
    String first = lines.getFirst().strip();
    String second = lines.size() > 1 ? lines.get(1).strip() : "";
    String start = first.length() > 1 ? first.substring(1).stripLeading() : second;
    if (!start.isEmpty() && "{}[]\"".indexOf(start.charAt(0)) < 0) {
      return 0;
    }
    if (first.charAt(0) == '[') {
      // Also the beginning of many log lines: [info] …, ["2025-…"] ….
      return start.startsWith("\"") && !first.endsWith(",") && !first.endsWith("]") ? 0 : CERTAIN;
    }
    boolean whole = first.length() > 2 && first.endsWith("}");
    if (whole && second.startsWith("{") && second.length() > 2) {
      return 0;
    }
    return whole && ANSWERS.stream().noneMatch(start::startsWith) ? SINGLE_LINE : CERTAIN;
  }

  private static int yaml(List<String> lines) {
    String first = lines.getFirst();
    boolean marked = first.equals("---") || first.startsWith("--- ") || first.startsWith("%YAML ");
    int looked = 0;
    int fitting = 0;
    int columns = 0;
    boolean nested = false;
    boolean version = false;
    String before = "";
    for (String line : lines.subList(marked ? 1 : 0, Math.min(lines.size(), LOOKED_AT))) {
      looked++;
      int indent = indent(line);
      String text = line.substring(indent);
      int key = keyEnd(text);
      boolean item = text.startsWith("- ") || text.equals("-");
      fitting += key > 0 || item || indent > 3 ? 1 : 0;
      columns += key > 0 && text.startsWith("  ", key + 1) ? 1 : 0;
      nested |= (item || indent > indent(before)) && before.endsWith(":");
      version |= text.startsWith("apiVersion: ") || text.startsWith("- apiVersion: ");
      before = line;
    }
    if (looked == 0 || first.startsWith("\t")) {
      return 0;
    }
    if (version && fitting * 2 >= looked) {
      return CERTAIN;
    }
    boolean keys = keyEnd(first) > 0 || first.startsWith("- ") || marked;
    // "kubectl describe" has columns: a key, and its value further to the right.
    return keys && nested && columns * 4 < looked && fitting * 10 >= looked * 8 ? LIKELY : 0;
  }

  private static int indent(String line) {
    int indent = 0;
    while (indent < line.length() && line.charAt(indent) == ' ') {
      indent++;
    }
    return indent;
  }

  /** The colon after a key that ends the text or has a blank after it; -1 when there is none. */
  private static int keyEnd(String text) {
    int start = text.startsWith("- ") ? 2 : 0;
    int at = start;
    while (at < text.length() && isKeyCharacter(text.charAt(at))) {
      at++;
    }
    boolean colon = at > start && at < text.length() && text.charAt(at) == ':';
    return colon && (at + 1 == text.length() || text.charAt(at + 1) == ' ') ? at : -1;
  }

  private static boolean isKeyCharacter(char c) {
    return Character.isLetterOrDigit(c) || "_-./@\"'~".indexOf(c) >= 0;
  }
}
