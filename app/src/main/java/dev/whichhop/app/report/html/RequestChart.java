package dev.whichhop.app.report.html;

import dev.whichhop.diagnosis.picture.RequestTrace;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Diagnosis;
import dev.whichhop.model.diagnosis.Station;
import dev.whichhop.model.diagnosis.Step;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One failed request: a bar for every line that tells of it, and a dashed row for each station of
 * the route that has no line of it.
 */
final class RequestChart {
  private static final int ROW = 46;
  private static final int LEFT = 250;
  private static final int RIGHT = 940;
  private static final int TOP = 22;

  /** Widths of a character of the drawing's text; enough to keep it inside. */
  private static final double NARROW = 7.4;

  private static final int WIDE = 12;

  private final RequestTrace trace;
  private final Diagnosis diagnosis;
  private final Sheet sheet;
  private final Markup out;
  private final Optional<Instant> start;

  /** Milliseconds from the first start to the last end; 0 when no line tells a duration. */
  private final long span;

  /** One row: an observation, or a station without one. */
  private record Row(Hop hop, Optional<Observation> seen) {}

  private RequestChart(RequestTrace trace, Diagnosis diagnosis, Sheet sheet) {
    this.trace = trace;
    this.diagnosis = diagnosis;
    this.sheet = sheet;
    this.out = sheet.out();
    this.start =
        trace.observations().stream()
            .flatMap(one -> one.time().stream())
            .min(Comparator.naturalOrder());
    this.span =
        trace.observations().stream()
            .mapToLong(one -> offset(one) + one.duration().orElse(Duration.ZERO).toMillis())
            .max()
            .orElse(0);
  }

  static void write(RequestTrace trace, Diagnosis diagnosis, Sheet sheet) {
    new RequestChart(trace, diagnosis, sheet).write();
  }

  private void write() {
    sheet.section("request", "html.request");
    out.element("p", says());
    List<Row> rows = rows();
    int height = TOP + rows.size() * ROW + 4;
    out.open("figure", "id", "request-chart");
    out.open("div", "class", "chart", "tabindex", "0", "role", "group");
    Chart.openSvg(sheet.text("html.request"), height, out);
    if (span > 0) {
      Chart.text(out, LEFT, 14, "start", "0", "label");
      Chart.text(out, RIGHT, 14, "end", Sheet.duration(Duration.ofMillis(span)), "label");
    }
    Chart.line(out, LEFT, TOP, LEFT, height - 4, "grid");
    Chart.line(out, RIGHT, TOP, RIGHT, height - 4, "grid");
    double y = TOP;
    for (Row row : rows) {
      if (row.seen().isPresent()) {
        seen(row.seen().get(), y);
      } else {
        missing(row.hop(), y);
      }
      y += ROW;
    }
    out.close().close();
    table();
    out.close().close();
  }

  private String says() {
    Observation origin = trace.origin();
    String request =
        (origin.method() + " " + Sheet.shortened(origin.authority() + origin.path(), 120)).strip();
    return sheet
        .messages()
        .text(
            trace.observations().size() == 1
                ? "html.request.alone"
                : trace.confidence() >= 1 ? "html.request.by-id" : "html.request.by-time",
            java.util.Map.of(
                "request", request,
                "symptom", trace.symptom(),
                "id", origin.requestId(),
                "time", origin.time().map(Sheet::time).orElse("–")));
  }

  /** Observations in their order, with the stations between that have none. */
  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    List<Observation> left = new ArrayList<>(trace.observations());
    for (Station station : diagnosis.route()) {
      if (station.hop().compareTo(Hop.VPC) >= 0) {
        continue;
      }
      List<Observation> here =
          left.stream().filter(one -> one.vantage().hop() == station.hop()).toList();
      here.forEach(one -> rows.add(new Row(station.hop(), Optional.of(one))));
      left.removeAll(here);
      if (here.isEmpty()) {
        rows.add(new Row(station.hop(), Optional.empty()));
      }
    }
    left.forEach(one -> rows.add(new Row(one.vantage().hop(), Optional.of(one))));
    return rows;
  }

  private long offset(Observation one) {
    return start.isPresent() && one.time().isPresent()
        ? Duration.between(start.get(), one.time().get()).toMillis()
        : 0;
  }

  private double x(long millis) {
    return LEFT + (RIGHT - LEFT) * (millis / (double) Math.max(1, span));
  }

  private void label(Hop hop, String side, String instance, double y, boolean origin) {
    String name = hop.id() + (side.isEmpty() ? "" : " (" + side + ")");
    Chart.text(out, 4, y + 18, "start", (origin ? "✗ " : "") + name, "label strong");
    Chart.text(out, 4, y + 34, "start", Sheet.shortened(instance, 30), "label");
  }

  private void seen(Observation one, double y) {
    boolean origin = one.equals(trace.origin());
    label(
        one.vantage().hop(), Sheet.word(one.vantage().side()), one.vantage().instance(), y, origin);
    double from = x(offset(one));
    long duration = one.duration().orElse(Duration.ZERO).toMillis();
    double width = Math.max(3, x(offset(one) + duration) - from);
    Chart.bar(out, from, y + 6, width, 16, one.failed() ? "failed" : "answered");
    one.upstreamTime()
        .ifPresent(upstream ->
            Chart.bar(
                out,
                from,
                y + 10,
                Math.min(width, Math.max(2, x(upstream.toMillis()) - LEFT)),
                8,
                "upstream"));
    String result = Sheet.shortened(result(one), 95);
    double room = result.chars().mapToDouble(c -> c < 0x2e80 ? NARROW : WIDE).sum();
    double at = Math.max(LEFT, Math.min(from, RIGHT - room));
    Chart.text(out, at, y + 37, "start", result, origin ? "label strong" : "label");
  }

  private String result(Observation one) {
    List<String> parts = new ArrayList<>();
    if (one.status() >= 0) {
      parts.add("" + one.status());
    }
    if (!one.flags().isEmpty()) {
      parts.add(one.flags());
    }
    if (one.clientFailure() != ClientFailure.NONE) {
      parts.add(Sheet.word(one.clientFailure()).replace('-', ' '));
    }
    parts.add(one.duration().map(Sheet::duration).orElse(sheet.text("html.no-duration")));
    if (!one.details().isEmpty()) {
      parts.add(one.details());
    }
    return String.join(" · ", parts);
  }

  private void missing(Hop hop, double y) {
    label(hop, "", "", y, false);
    Chart.bar(out, LEFT, y + 6, RIGHT - LEFT, 16, "missing");
    String because =
        step(hop)
            .filter(one -> one.reply() != Step.Reply.YES)
            .map(one -> sheet.sentences().phrase(one.because()))
            .orElse(sheet.text("html.no-line-of-it"));
    Chart.text(out, LEFT, y + 37, "start", because, "label");
  }

  private Optional<Step> step(Hop hop) {
    return diagnosis.walk().stream()
        .filter(one -> one.hop() == hop && one.ask().equals("arrived"))
        .findFirst();
  }

  private void table() {
    out.open("details", "class", "numbers").element("summary", sheet.text("html.as-table"));
    sheet.table(
        sheet.text("html.request"),
        List.of(
            sheet.text("html.vantage"),
            sheet.text("html.start"),
            sheet.text("html.duration"),
            sheet.text("html.upstream"),
            sheet.text("html.status"),
            sheet.text("html.flags"),
            sheet.text("html.details"),
            sheet.text("html.place")));
    for (Observation one : trace.observations()) {
      out.open("tr");
      out.element(
          "th",
          one.vantage().hop().id() + " (" + Sheet.word(one.vantage().side()) + ")",
          "scope",
          "row");
      out.element("td", one.time().map(Sheet::time).orElse("–"));
      out.element("td", one.duration().map(Sheet::duration).orElse("–"));
      out.element("td", one.upstreamTime().map(Sheet::duration).orElse("–"));
      out.element("td", one.status() < 0 ? "–" : "" + one.status());
      out.element("td", one.flags().isEmpty() ? "–" : one.flags());
      out.element("td", one.details().isEmpty() ? "–" : one.details());
      out.open("td");
      sheet.evidence(one.evidence());
      out.close().close();
    }
    sheet.endTable();
    out.close();
  }
}
