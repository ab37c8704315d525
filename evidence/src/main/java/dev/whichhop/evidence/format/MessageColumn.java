package dev.whichhop.evidence.format;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.log.QuotedLines;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.records.CsvRow;
import dev.whichhop.records.log.LogEnvelope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/**
 * The messages in a table of log lines as the lines of a log, row by row, so that a large export is
 * not held; each at the line in which its row begins.
 */
final class MessageColumn implements TextFile {
  /** One quote without its other must not swallow the file. */
  private static final int MOST_LINES_OF_A_ROW = 500;

  private final TextFile table;
  private final char separator;
  private final List<String> fields;
  private final Problems problems;

  /**
   * @param fields what each column is, by the names of {@link LogEnvelope}
   */
  MessageColumn(TextFile table, char separator, List<String> fields, Problems problems) {
    this.table = table;
    this.separator = separator;
    this.fields = fields;
    this.problems = problems;
  }

  @Override
  public String name() {
    return table.name();
  }

  @Override
  public String command() {
    return table.command();
  }

  @Override
  public List<String> head() {
    List<String> lines = new ArrayList<>();
    Rows rows = new Rows((line, _) -> lines.add(line), new Problems());
    int number = table.firstLine();
    for (String line : table.head()) {
      rows.line(line, number++);
    }
    return lines;
  }

  @Override
  public int firstLine() {
    return table.firstLine();
  }

  @Override
  public void forEachLine(ObjIntConsumer<String> consumer) throws IOException {
    Rows rows = new Rows(consumer, problems);
    table.forEachLine(rows::line);
    rows.end();
  }

  @Override
  public String text() throws IOException {
    List<String> lines = new ArrayList<>();
    forEachLine((line, _) -> lines.add(line));
    return String.join("\n", lines);
  }

  private final class Rows {
    private final ObjIntConsumer<String> messages;
    private final Problems problems;
    private final CsvRow row = new CsvRow(separator);
    private boolean header = true;
    private int begins;
    private int lines;

    Rows(ObjIntConsumer<String> messages, Problems problems) {
      this.messages = messages;
      this.problems = problems;
    }

    void line(String line, int number) {
      if (lines == 0 && line.isBlank()) {
        return;
      }
      begins = lines == 0 ? number : begins;
      lines++;
      if (row.add(line)) {
        end();
      } else if (lines == MOST_LINES_OF_A_ROW) {
        problems.report(
            table.at(begins), "expected a closing quote within " + lines + " lines of the row");
        end();
      }
    }

    /** Gives the row, or what there is of it. */
    void end() {
      if (lines == 0) {
        return;
      }
      lines = 0;
      List<String> cells = row.take();
      if (header) {
        header = false;
        return;
      }
      Map<String, String> values = new LinkedHashMap<>();
      for (int i = 0; i < Math.min(cells.size(), fields.size()); i++) {
        values.putIfAbsent(fields.get(i), cells.get(i).strip());
      }
      LogEnvelope envelope = LogEnvelope.inside(values);
      if (envelope == null) {
        // A program may log an empty line; a row that ends before its message is damaged.
        if (cells.size() < fields.size()) {
          problems.report(
              table.at(begins),
              "expected " + fields.size() + " cells, found " + cells.size() + " and no message");
        }
        return;
      }
      QuotedLines.Quote.of(envelope, begins)
          .text()
          .lines()
          .forEach(line -> messages.accept(line, begins));
    }
  }
}
