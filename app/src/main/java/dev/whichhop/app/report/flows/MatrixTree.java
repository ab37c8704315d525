package dev.whichhop.app.report.flows;

import dev.whichhop.app.report.AnswerTree;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.flows.conversation.Outcome;
import dev.whichhop.flows.matrix.Matrix;
import dev.whichhop.flows.matrix.MatrixRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who talked to whom for machines: a tree for JSON and YAML, lines for CSV. */
public final class MatrixTree {
  /** Columns of the CSV. */
  private static final List<String> COLUMNS =
      List.of(
          "from",
          "to",
          "opened_by",
          "protocol",
          "port",
          "verdict",
          "conversations",
          "records",
          "packets",
          "bytes",
          "packets_back",
          "bytes_back",
          "first",
          "last",
          "unanswered",
          "refused",
          "answered_elsewhere",
          "one_way",
          "uncertain");

  private MatrixTree() {}

  public static Map<String, Object> of(
      Matrix matrix, List<String> notes, List<Map<String, Object>> inputs) {
    return AnswerTree.object(
        "apiVersion",
        "whichhop.dev/v1",
        "kind",
        "FlowMatrix",
        "rows",
        matrix.rows().stream().map(MatrixTree::row).toList(),
        "silent",
        matrix.silentPairs().stream()
            .map(one -> AnswerTree.object("from", one.from(), "to", one.to()))
            .toList(),
        "skipped",
        new LinkedHashMap<>(matrix.basis().skipped()),
        "notes",
        notes,
        "inputs",
        inputs);
  }

  private static Map<String, Object> row(MatrixRow row) {
    Map<String, Object> outcomes = new LinkedHashMap<>();
    row.outcomes().forEach((outcome, count) -> outcomes.put(MatrixText.word(outcome), count));
    Map<String, Object> told = new LinkedHashMap<>();
    row.told().forEach((by, count) -> told.put(MatrixText.word(by), count));
    return AnswerTree.object(
        "from", row.from(),
        "to", row.to(),
        "openedBy", row.asked() ? "from" : "to",
        "protocol", row.protocol(),
        "port", row.port(),
        "verdict", row.verdict().name(),
        "conversations", row.conversations(),
        "records", row.records(),
        "packets", row.packets(),
        "bytes", row.bytes(),
        "packetsBack", row.packetsBack(),
        "bytesBack", row.bytesBack(),
        "first", FlowNotes.time(row.first()),
        "last", FlowNotes.time(row.last()),
        "outcomes", outcomes,
        "serverToldBy", told,
        "translated", row.translated(),
        "seenAtSeveralInterfaces", row.repeated(),
        "uncertain", row.uncertain());
  }

  /** The lines of the CSV, the names first. */
  public static List<String> csv(Matrix matrix) {
    List<String> lines = new ArrayList<>();
    lines.add(String.join(",", COLUMNS));
    for (MatrixRow row : matrix.rows()) {
      lines.add(
          String.join(
              ",",
              cell(row.from()),
              cell(row.to()),
              row.asked() ? "from" : "to",
              "" + row.protocol(),
              "" + row.port(),
              row.verdict().name(),
              "" + row.conversations(),
              "" + row.records(),
              "" + row.packets(),
              "" + row.bytes(),
              "" + row.packetsBack(),
              "" + row.bytesBack(),
              FlowNotes.time(row.first()),
              FlowNotes.time(row.last()),
              count(row, Outcome.UNANSWERED),
              count(row, Outcome.REFUSED),
              count(row, Outcome.ANSWERED_ELSEWHERE),
              count(row, Outcome.ONE_WAY),
              "" + row.uncertain()));
    }
    return lines;
  }

  private static String count(MatrixRow row, Outcome outcome) {
    return "" + row.outcomes().getOrDefault(outcome, 0L);
  }

  /** RFC 4180. */
  static String cell(String text) {
    String safe = SafeText.line(text);
    return safe.contains(",") || safe.contains("\"")
        ? "\"" + safe.replace("\"", "\"\"") + "\""
        : safe;
  }
}
