package dev.whichhop.app.report.flows;

import dev.whichhop.app.report.AnswerTree;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.flows.engine.Result;
import dev.whichhop.flows.value.Assumption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of a query: aligned columns, CSV, or a tree like the answer of CloudWatch. */
public final class QueryTable {
  private static final String GAP = "  ";

  private QueryTable() {}

  /** The names, then the rows; a missing value is blank. */
  public static List<String> text(Result result) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(result.columns().stream().map(SafeText::line).toList());
    result.rows().forEach(row -> lines.add(row.stream().map(QueryTable::shown).toList()));
    int[] widths = new int[result.columns().size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).codePointCount(0, line.get(i).length()));
      }
    }
    return lines.stream().map(line -> aligned(line, widths)).toList();
  }

  private static String shown(@Nullable String cell) {
    return cell == null ? "" : SafeText.line(cell);
  }

  private static String aligned(List<String> line, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = line.get(i);
      text.append(i == 0 ? "" : GAP).append(cell);
      text.append(" ".repeat(widths[i] - cell.codePointCount(0, cell.length())));
    }
    return text.toString().stripTrailing();
  }

  /** One row on a line. */
  public static String line(List<@Nullable String> row) {
    List<String> cells = row.stream().map(cell -> cell == null ? "(missing)" : cell).toList();
    return SafeText.line(String.join(GAP, cells));
  }

  /** Rows as RFC 4180 has them; a missing value is an empty cell. */
  public static List<String> csv(Result result) {
    List<String> lines = new ArrayList<>();
    lines.add(String.join(",", result.columns().stream().map(QueryTable::cell).toList()));
    result
        .rows()
        .forEach(row -> lines.add(String.join(",", row.stream().map(QueryTable::cell).toList())));
    return lines;
  }

  private static String cell(@Nullable String value) {
    if (value == null) {
      return "";
    }
    String safe = SafeText.text(value);
    boolean quoted = safe.isEmpty() || safe.chars().anyMatch(c -> ",\"\n".indexOf(c) >= 0);
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  /** Rows as objects of their fields, with what they rest on. */
  public static Map<String, Object> tree(
      Result result,
      List<String> notes,
      Collection<Assumption> assumptions,
      List<Map<String, Object>> inputs) {
    return AnswerTree.object(
        "apiVersion",
        "whichhop.dev/v1",
        "kind",
        "QueryResult",
        "columns",
        result.columns(),
        "rows",
        result.rows().stream().map(row -> object(result.columns(), row)).toList(),
        "statistics",
        AnswerTree.object(
            "recordsMatched", result.recordsMatched(),
            "recordsScanned", result.recordsScanned()),
        "assumptions",
        assumptions.stream().map(Assumption::code).toList(),
        "notes",
        notes,
        "inputs",
        inputs);
  }

  private static Map<String, Object> object(List<String> columns, List<@Nullable String> row) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String value = row.get(i);
      if (value != null) {
        object.put(columns.get(i), value);
      }
    }
    return object;
  }
}
