package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.format.FlowLogReader;
import dev.whichhop.evidence.log.QuotedLines;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.FlowRecord;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Table;
import dev.whichhop.records.flowlog.FlowLogFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Log events in answers of CloudWatch Logs: {@code filter-log-events} and {@code get-log-events}
 * ({@code events[].message}), {@code get-query-results} ({@code results[][]} of field and value),
 * and the envelope of subscriptions ({@code logEvents[].message}).
 *
 * <p>Each message is read like a line of the log that it was taken from, at the place where it
 * stands. Rows of a query without {@code @message} are a table of kind {@code insights}.
 */
final class CloudWatchLogs {
  private CloudWatchLogs() {}

  static boolean recognises(Node root) {
    return isMessages(root.get("events"))
        || isMessages(root.get("logEvents"))
        || root.get("results").exists()
            && root.get("status").exists()
            && root.get("statistics").exists();
  }

  private static boolean isMessages(Node events) {
    return !events.items().isEmpty() && events.items().getFirst().get("message").exists();
  }

  static void read(Node root, TextFile file, BundleBuilder into, Problems problems) {
    List<Node> messages = new ArrayList<>();
    for (Node event : root.any("events", "logEvents").items()) {
      into.addAws("events", event);
      messages.add(event.get("message"));
    }
    List<Node> rows = root.get("results").items();
    for (Node row : rows) {
      Node message = field(row, "@message");
      if (message.exists()) {
        messages.add(message);
      }
    }
    if (!rows.isEmpty() && messages.isEmpty()) {
      into.add(table(rows));
    }
    messages.removeIf(message -> message.textOrEmpty().isBlank());
    if (!flowRecords(messages, into)) {
      logLines(messages, file, into, problems);
    }
  }

  /** Takes the messages as flow-log records; false when the first one is none. */
  private static boolean flowRecords(List<Node> messages, BundleBuilder into) {
    if (messages.isEmpty()) {
      return false;
    }
    for (FlowLogFormat format : FlowLogReader.formats(into)) {
      if (record(format, messages.getFirst()).isPresent()) {
        messages.forEach(message -> record(format, message).ifPresent(into::add));
        return true;
      }
    }
    return false;
  }

  private static Optional<FlowRecord> record(FlowLogFormat format, Node message) {
    return format.parse(message.textOrEmpty().strip(), message.place());
  }

  private static void logLines(
      List<Node> messages, TextFile file, BundleBuilder into, Problems problems) {
    List<QuotedLines.Quote> quotes =
        messages.stream()
            .map(one -> new QuotedLines.Quote(one.textOrEmpty(), one.place().line()))
            .toList();
    new QuotedLines(file, quotes).read(into, problems);
  }

  private static Node field(Node row, String name) {
    for (Node field : row.items()) {
      if (field.get("field").textOrEmpty().equals(name)) {
        return field.get("value");
      }
    }
    return new Node.Missing(row.place());
  }

  private static Table table(List<Node> rows) {
    Set<String> headers = new LinkedHashSet<>();
    List<Table.Row> all = new ArrayList<>();
    for (Node row : rows) {
      Map<String, String> cells = new LinkedHashMap<>();
      for (Node field : row.items()) {
        if (!field.get("field").textOrEmpty().equals("@ptr")) {
          cells.put(field.get("field").textOrEmpty(), field.get("value").textOrEmpty());
        }
      }
      headers.addAll(cells.keySet());
      all.add(new Table.Row(Map.copyOf(cells), new Evidence(row.place(), cells.toString())));
    }
    return new Table("insights", List.copyOf(headers), List.copyOf(all));
  }
}
