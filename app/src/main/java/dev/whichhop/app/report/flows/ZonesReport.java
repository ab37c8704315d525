package dev.whichhop.app.report.flows;

import dev.whichhop.app.report.AnswerTree;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.Style;
import dev.whichhop.flows.conversation.Endpoint;
import dev.whichhop.flows.names.AddressNames;
import dev.whichhop.flows.zone.Hours;
import dev.whichhop.flows.zone.ZoneRow;
import dev.whichhop.knowledge.Messages;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What crosses zones, for readers and for machines. Where two times are compared, they are by bytes
 * an hour, since they are rarely of one length.
 */
public final class ZonesReport {
  private static final String COLUMNS =
      "way,from,to,bytes_before,bytes,share,most_from,most_to,most_bytes_before,most_bytes";

  private final Messages messages;
  private final AddressNames names;
  private final @Nullable Instant since;
  private final Hours hours;

  /**
   * @param since when it changed; null when nothing is compared
   */
  public ZonesReport(Messages messages, AddressNames names, @Nullable Instant since, Hours hours) {
    this.messages = messages;
    this.names = names;
    this.since = since;
    this.hours = hours;
  }

  /**
   * Prints the lines.
   *
   * @param limit lines that are shown
   */
  public void print(
      List<ZoneRow> rows, int limit, boolean colours, List<String> notes, PrintWriter out) {
    Style style = new Style(colours);
    long all = rows.stream().mapToLong(ZoneRow::after).sum();
    for (ZoneRow row : rows.stream().limit(limit).toList()) {
      out.println(
          style.strong(SafeText.line(end(row.from()) + " → " + end(row.to())))
              + "  "
              + messages.text("flows.zones." + MatrixText.word(row.way())));
      out.println("  " + SafeText.line(sentence(row, all)));
    }
    if (rows.isEmpty()) {
      out.println(messages.text("flows.no-records"));
    }
    if (rows.size() > limit) {
      out.println(messages.text("flows.more", Map.of("count", "" + (rows.size() - limit))));
    }
    MatrixText.notes(notes, messages, style, out);
  }

  private String sentence(ZoneRow row, long all) {
    String most = name(row.most().from()) + " → " + name(row.most().to());
    if (since == null) {
      return messages.text(
          "flows.zones.row",
          Map.of(
              "bytes", MatrixText.number(row.after()),
              "share", share(row.after(), all),
              "most", most,
              "most-bytes", MatrixText.number(row.most().after())));
    }
    return messages.text(
        "flows.zones.row-change",
        Map.of(
            "before", rate(row.before(), hours.before()),
            "after", rate(row.after(), hours.after()),
            "factor", factor(row.before(), row.after()),
            "share", share(row.after(), all),
            "most", most,
            "most-before", rate(row.most().before(), hours.before()),
            "most-after", rate(row.most().after(), hours.after())));
  }

  private String end(String zone) {
    if (zone.isEmpty()) {
      return messages.text("flows.zones.unknown");
    }
    String owner = names.ofInterface(zone);
    return owner.isEmpty() ? zone : owner;
  }

  private String name(Endpoint one) {
    String owner = names.ofAddress(one.address());
    return owner.isEmpty() ? one.toString() : one + " (" + owner + ")";
  }

  private static String share(long bytes, long all) {
    return all == 0 ? "0" : String.format(Locale.ROOT, "%.1f", 100.0 * bytes / all);
  }

  /** Bytes an hour; {@code ?} where the records have no length of time. */
  private static String rate(long bytes, double hours) {
    return hours <= 0 ? "?" : MatrixText.number(Math.round(bytes / hours));
  }

  private String factor(long before, long after) {
    if (hours.before() <= 0 || hours.after() <= 0) {
      return "?";
    }
    return before == 0
        ? messages.text("flows.zones.new")
        : String.format(Locale.ROOT, "×%.2f", after / hours.after() / (before / hours.before()));
  }

  /** The same for JSON and YAML. */
  public Map<String, Object> tree(
      List<ZoneRow> rows, List<String> notes, List<Map<String, Object>> inputs) {
    return AnswerTree.object(
        "apiVersion",
        "whichhop.dev/v1",
        "kind",
        "FlowZones",
        "since",
        since == null ? "" : since.toString(),
        "hoursBefore",
        hours.before(),
        "hours",
        hours.after(),
        "rows",
        rows.stream().map(ZonesReport::row).toList(),
        "notes",
        notes,
        "inputs",
        inputs);
  }

  private static Map<String, Object> row(ZoneRow row) {
    return AnswerTree.object(
        "way",
        MatrixText.word(row.way()),
        "from",
        row.from(),
        "to",
        row.to(),
        "bytesBefore",
        row.before(),
        "bytes",
        row.after(),
        "most",
        AnswerTree.object(
            "from",
            row.most().from().toString(),
            "to",
            row.most().to().toString(),
            "bytesBefore",
            row.most().before(),
            "bytes",
            row.most().after()));
  }

  /** The lines of the CSV, the names first. */
  public List<String> csv(List<ZoneRow> rows) {
    long all = rows.stream().mapToLong(ZoneRow::after).sum();
    List<String> lines = new ArrayList<>();
    lines.add(COLUMNS);
    for (ZoneRow row : rows) {
      lines.add(
          String.join(
              ",",
              MatrixText.word(row.way()),
              MatrixTree.cell(row.from()),
              MatrixTree.cell(row.to()),
              "" + row.before(),
              "" + row.after(),
              share(row.after(), all),
              MatrixTree.cell(row.most().from().toString()),
              MatrixTree.cell(row.most().to().toString()),
              "" + row.most().before(),
              "" + row.most().after()));
    }
    return lines;
  }
}
