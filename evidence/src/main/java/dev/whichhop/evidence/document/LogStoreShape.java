package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.log.QuotedLines;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.records.log.LogEnvelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Log lines as a store of logs gives them out in one JSON document: a search of Elasticsearch or
 * OpenSearch ({@code hits.hits[]._source}), streams of Loki ({@code data.result[].values}), and
 * lists of entries as Cloud Logging, Grafana, Datadog and Azure's ContainerLogV2 export them.
 *
 * <p>Each line is read like one of the log that it was taken from, at the place where it stands.
 */
final class LogStoreShape implements DocumentShape {
  /** One of these every entry has; looked for first, for a document may be large. */
  private static final List<String> ENTRY =
      List.of(
          "_source",
          "textPayload",
          "jsonPayload",
          "line",
          "log",
          "message",
          "attributes",
          "LogMessage",
          "LogEntry");

  @Override
  public String format() {
    return "log-store";
  }

  @Override
  public boolean recognises(Node root) {
    Node streams = root.at("data", "result");
    if (!streams.items().isEmpty()) {
      return streams.items().getFirst().get("stream").exists();
    }
    List<Node> entries = entries(root);
    if (entries.isEmpty()) {
      return false;
    }
    Node first = entries.getFirst();
    return ENTRY.stream().anyMatch(key -> first.get(key).exists())
        && LogEnvelope.of(FlatNode.of(first)) != null;
  }

  @Override
  public void read(Node root, TextFile file, BundleBuilder into, Problems problems) {
    List<QuotedLines.Quote> quotes = new ArrayList<>();
    for (Node stream : root.at("data", "result").items()) {
      Map<String, String> labels = FlatNode.of(stream.get("stream"));
      for (Node value : stream.get("values").items()) {
        if (value.items().size() < 2) {
          problems.report(value.place(), "expected [\"nanoseconds\", \"line\"]");
          continue;
        }
        Node line = value.items().get(1);
        LogEnvelope envelope =
            new LogEnvelope(
                line.textOrEmpty().stripTrailing(),
                LogEnvelope.pod(labels),
                LogEnvelope.time(value.items().getFirst().textOrEmpty()));
        quotes.add(QuotedLines.Quote.of(envelope, line.place().line()));
      }
    }
    if (quotes.isEmpty()) {
      for (Node entry : entries(root)) {
        Map<String, String> fields = FlatNode.of(entry);
        LogEnvelope envelope = LogEnvelope.of(fields);
        if (envelope == null) {
          problems.report(entry.place(), "expected an entry of a log, like the first of this list");
        } else {
          quotes.add(QuotedLines.Quote.of(envelope, entry.place().line()));
        }
      }
    }
    new QuotedLines(file, quotes).read(into, problems);
  }

  /** The list of entries, or the one that the document is. */
  private static List<Node> entries(Node root) {
    if (root.isSequence()) {
      return root.items();
    }
    for (Node list :
        List.of(
            root.at("hits", "hits"),
            root.at("rawResponse", "hits", "hits"),
            root.get("entries"),
            root.get("data"))) {
      if (list.isSequence()) {
        return list.items();
      }
    }
    return root.entries().isEmpty() ? List.of() : List.of(root);
  }
}
