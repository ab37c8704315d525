package dev.whichhop.app.commands.flows;

import dev.whichhop.app.report.flows.QueryTable;
import dev.whichhop.flows.engine.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The answers of two engines to one query, row by row. */
final class EngineComparison {
  private final List<String> lines = new ArrayList<>();
  private final int rows;
  private boolean same;

  EngineComparison(String leftName, Result left, String rightName, Result right) {
    rows = left.rows().size();
    same = true;
    if (!Set.copyOf(left.columns()).equals(Set.copyOf(right.columns()))
        && !left.rows().isEmpty()
        && !right.rows().isEmpty()) {
      differ(
          "Other columns: %s has %s, %s has %s."
              .formatted(leftName, left.columns(), rightName, right.columns()));
    }
    List<List<@Nullable String>> inOrder = inOrderOf(left.columns(), right);
    without(left.rows(), inOrder).forEach(row -> differ(line(leftName, row)));
    without(inOrder, left.rows()).forEach(row -> differ(line(rightName, row)));
    if (same && !left.rows().equals(inOrder)) {
      differ("The rows are the same, in another order.");
    }
    if (left.recordsMatched() != right.recordsMatched()
        || left.recordsScanned() != right.recordsScanned()) {
      differ("Other numbers of events were scanned or matched.");
    }
  }

  private static String line(String name, List<@Nullable String> row) {
    return "- %-11s%s".formatted(name, QueryTable.line(row));
  }

  private void differ(String line) {
    same = false;
    lines.add(line);
  }

  /** What differs, a sentence or a row on each line. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  boolean same() {
    return same;
  }

  /** How many rows the first engine gave. */
  int rows() {
    return rows;
  }

  private static List<List<@Nullable String>> inOrderOf(List<String> columns, Result result) {
    if (columns.equals(result.columns())
        || !Set.copyOf(columns).equals(Set.copyOf(result.columns()))) {
      return result.rows();
    }
    List<Integer> places = columns.stream().map(result.columns()::indexOf).toList();
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (List<@Nullable String> row : result.rows()) {
      List<@Nullable String> cells = new ArrayList<>();
      places.forEach(place -> cells.add(row.get(place)));
      rows.add(cells);
    }
    return rows;
  }

  private static List<List<@Nullable String>> without(
      List<List<@Nullable String>> rows, List<List<@Nullable String>> others) {
    List<List<@Nullable String>> rest = new ArrayList<>(rows);
    Map<List<@Nullable String>, Integer> there = new LinkedHashMap<>();
    others.forEach(row -> there.merge(row, 1, Integer::sum));
    rest.removeIf(row -> there.merge(row, -1, Integer::sum) >= 0);
    return rest;
  }
}
