package dev.whichhop.app.report.flows;

import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.Style;
import dev.whichhop.flows.conversation.Outcome;
import dev.whichhop.flows.conversation.ServerTold;
import dev.whichhop.flows.conversation.Verdict;
import dev.whichhop.flows.matrix.Matrix;
import dev.whichhop.flows.matrix.MatrixRow;
import dev.whichhop.knowledge.Messages;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Who talked to whom, as text: a block for each pair of ranges, a line for each port. */
public final class MatrixText {
  private static final int MOST_SILENT = 20;

  private final Messages messages;
  private final Style style;
  private final int limit;

  /**
   * @param limit lines that are shown
   */
  public MatrixText(Messages messages, boolean colours, int limit) {
    this.messages = messages;
    this.style = new Style(colours);
    this.limit = limit;
  }

  public void print(Matrix matrix, List<String> notes, PrintWriter out) {
    String pair = "";
    for (MatrixRow row : matrix.rows().stream().limit(limit).toList()) {
      String next = SafeText.line(row.from() + " → " + row.to());
      if (!next.equals(pair)) {
        out.println(style.strong(next));
        pair = next;
      }
      row(row, out);
    }
    if (matrix.rows().isEmpty()) {
      boolean read = matrix.basis().first() != null;
      out.println(messages.text(read ? "flows.matrix.none" : "flows.no-records"));
    }
    if (matrix.rows().size() > limit) {
      out.println(
          messages.text("flows.more", Map.of("count", "" + (matrix.rows().size() - limit))));
    }
    silent(matrix, out);
    notes(notes, messages, style, out);
  }

  private void row(MatrixRow row, PrintWriter out) {
    String verdict = String.format("%-7s", row.verdict());
    out.printf(
        "  %-10s %s %s%n",
        ProtocolName.of(row.protocol(), row.port()),
        row.verdict() == Verdict.REJECT || row.verdict() == Verdict.LOST
            ? style.bad(verdict)
            : style.good(verdict),
        messages.text(
            "flows.matrix.row",
            Map.of(
                "conversations", number(row.conversations()),
                "bytes", number(row.bytes()),
                "packets", number(row.packets()),
                "bytes-back", number(row.bytesBack()),
                "packets-back", number(row.packetsBack()),
                "records", number(row.records()),
                "first", FlowNotes.time(row.first()),
                "last", FlowNotes.time(row.last()))));
    String remarks = remarks(row);
    if (!remarks.isEmpty()) {
      out.println(style.faint("             " + remarks));
    }
  }

  private String remarks(MatrixRow row) {
    StringBuilder text = new StringBuilder();
    row.outcomes()
        .forEach((outcome, count) -> {
          if (outcome != Outcome.ANSWERED) {
            append(text, "flows.outcome." + word(outcome), count);
          }
        });
    append(text, "flows.matrix.uncertain", row.uncertain());
    append(text, "flows.matrix.translated", row.translated());
    String told =
        row.told().keySet().stream()
            .filter(one -> one != ServerTold.SYN)
            .map(one -> messages.text("flows.told." + word(one)))
            .collect(Collectors.joining(", "));
    if (!told.isEmpty()) {
      text.append(text.isEmpty() ? "" : "; ").append(told);
    }
    return text.toString();
  }

  private void append(StringBuilder text, String key, long count) {
    if (count > 0) {
      text.append(text.isEmpty() ? "" : "; ");
      text.append(messages.text(key, Map.of("count", number(count))));
    }
  }

  private void silent(Matrix matrix, PrintWriter out) {
    int count = matrix.silentPairs().size();
    if (count == 0) {
      return;
    }
    String key = matrix.basis().skipped().isEmpty() ? "" : "-uncertain";
    String pairs =
        matrix.silentPairs().stream()
            .limit(MOST_SILENT)
            .map(one -> one.from() + " ↔ " + one.to())
            .collect(Collectors.joining(", "));
    out.println(
        SafeText.text(
            messages.text(
                "flows.matrix.silent" + key,
                Map.of(
                    "count", number(count), "pairs", pairs + (count > MOST_SILENT ? ", …" : "")))));
  }

  /** Prints what an answer rests on. */
  static void notes(List<String> notes, Messages messages, Style style, PrintWriter out) {
    out.println();
    out.println(style.faint(messages.text("flows.notes")));
    notes.forEach(note -> out.println(style.faint("  " + SafeText.text(note))));
  }

  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
