package dev.whichhop.app.report.html;

import dev.whichhop.diagnosis.picture.Change;
import dev.whichhop.diagnosis.picture.RequestTrace;
import dev.whichhop.diagnosis.picture.Timeline;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.ClientFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Failures over time, one row for each group, below what changed, on one cursor. */
final class TimelineChart {
  private static final int LANE = 20;
  private static final int ROW = 54;
  private static final int ROOM = 40;
  private static final int AXIS = 26;
  private static final int TOP = 16;
  private static final int LABELS = 6;

  /** Room that a label of the axis needs. */
  private static final int LABEL = 76;

  private static final int MOST_CHANGES = 100;

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAYS =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Timeline timeline;
  private final Optional<RequestTrace> trace;
  private final Sheet sheet;
  private final Markup out;
  private final Map<Change.Kind, List<Change>> lanes = new EnumMap<>(Change.Kind.class);
  private final Map<String, String> names = new HashMap<>();
  private final Chart chart;

  private TimelineChart(
      Timeline timeline, List<Symptom> symptoms, Optional<RequestTrace> trace, Sheet sheet) {
    this.timeline = timeline;
    this.trace = trace;
    this.sheet = sheet;
    this.out = sheet.out();
    for (Symptom symptom : symptoms) {
      if (symptom instanceof Symptom.RequestFailures group) {
        names.put(group.id(), name(group));
      }
    }
    for (Change change : timeline.changes()) {
      lanes.computeIfAbsent(change.kind(), _ -> new ArrayList<>()).add(change);
    }
    int rows = timeline.rows().size() + (timeline.requests().isEmpty() ? 0 : 1);
    this.chart =
        Chart.of(
            "timeline-chart", timeline.buckets(), lanes.size() * LANE + rows * ROW + AXIS + TOP);
  }

  static void write(
      Timeline timeline, List<Symptom> symptoms, Optional<RequestTrace> trace, Sheet sheet) {
    new TimelineChart(timeline, symptoms, trace, sheet).write();
  }

  private void write() {
    sheet.section("timeline", "html.timeline");
    out.element(
        "p",
        sheet
            .messages()
            .text(
                "html.timeline.says",
                Map.of(
                    "start", Sheet.time(timeline.start()),
                    "end", Sheet.time(end()),
                    "width", Sheet.duration(timeline.width()))));
    chart.open(sheet.text("html.timeline"), sheet);
    double y = TOP;
    for (Map.Entry<Change.Kind, List<Change>> lane : lanes.entrySet()) {
      lane(lane.getKey(), lane.getValue(), y);
      y += LANE;
    }
    if (!timeline.requests().isEmpty()) {
      bars(sheet.text("html.all-requests"), timeline.requests(), y, "all");
      y += ROW;
    }
    for (Timeline.Row row : timeline.rows()) {
      bars(
          row.symptom() + " " + names.getOrDefault(row.symptom(), ""), row.failures(), y, "failed");
      y += ROW;
    }
    axis(y);
    traced(y);
    chart.closeSvg(sheet);
    numbers();
    changes();
    out.close();
  }

  private Instant end() {
    return timeline.start().plus(timeline.width().multipliedBy(timeline.buckets()));
  }

  private double x(Instant time) {
    return chart.x(
        Duration.between(timeline.start(), time).toMillis() / (double) timeline.width().toMillis());
  }

  private void lane(Change.Kind kind, List<Change> changes, double y) {
    double middle = y + LANE / 2.0;
    Chart.text(out, Chart.PLOT_LEFT - 10, middle + 4, "end", name(kind), "label");
    Chart.line(out, Chart.PLOT_LEFT, middle, Chart.PLOT_RIGHT, middle, "grid");
    Set<Long> drawn = new HashSet<>();
    for (Change change : changes) {
      double x = change.time() == null ? 0 : x(change.time());
      if (drawn.add(Math.round(x))) {
        out.empty("path", "d", shape(kind, x, middle), "class", "tick");
      }
    }
  }

  /** Each kind has a shape of its own, so that lanes tell apart without colour. */
  private static String shape(Change.Kind kind, double x, double y) {
    String at = "M" + Markup.number(x) + " " + Markup.number(y);
    return at
        + switch (kind) {
          case ROLLOUT -> "m0 -7l6 12h-12z";
          case SCALE -> "m-2 -7h4v14h-4z";
          case CONFIGURATION -> "m0 -7l6 7l-6 7l-6 -7z";
          case TARGETS -> "m-5 -5h10v10h-10z";
          case PODS -> "m-5 -6l5 5l5 -5l1.5 1.5l-5 5l5 5l-1.5 1.5l-5 -5l-5 5l-1.5 -1.5l5 -5l-5 -5z";
        };
  }

  /** {@code 503 UC}, {@code connect timeout}: what a row is about, in a word or two. */
  private static String name(Symptom.RequestFailures group) {
    String status = group.status() < 0 ? "" : group.status() + " ";
    String failure =
        group.clientFailure() == ClientFailure.NONE
            ? ""
            : Sheet.word(group.clientFailure()).replace('-', ' ');
    return Sheet.shortened((status + group.flags() + " " + failure).strip(), 18);
  }

  private String name(Change.Kind kind) {
    return sheet.text("html.change." + Sheet.word(kind));
  }

  private void bars(String label, List<Integer> counts, double y, String className) {
    int most = Collections.max(counts);
    double base = y + ROW - 6;
    Chart.text(out, Chart.PLOT_LEFT - 10, y + 26, "end", label, "label strong");
    Chart.text(
        out, Chart.PLOT_LEFT - 10, y + 42, "end", sheet.text("html.most", "count", most), "label");
    Chart.line(out, Chart.PLOT_LEFT, base, Chart.PLOT_RIGHT, base, "base");
    for (int i = 0; i < counts.size(); i++) {
      double height = Chart.height(counts.get(i), most, ROOM);
      if (height > 0) {
        double gap = Math.min(1, chart.column() / 6);
        Chart.bar(
            out, chart.x(i) + gap / 2, base - height, chart.column() - gap, height, className);
      }
    }
  }

  private void axis(double y) {
    int every = Chart.every(timeline.buckets(), LABELS);
    for (int i = 0; i < timeline.buckets(); i += every) {
      double x = chart.x(i);
      Chart.line(out, x, TOP, x, y, "grid");
      if (x < Chart.PLOT_RIGHT - LABEL) {
        Chart.text(out, x, y + 16, "start", clock(at(i)), "label");
      }
    }
  }

  /** The moment of the request that is drawn by itself further down. */
  private void traced(double y) {
    trace
        .flatMap(one -> one.origin().time())
        .filter(time -> !time.isBefore(timeline.start()) && time.isBefore(end()))
        .ifPresent(time -> {
          boolean late = x(time) > (Chart.PLOT_LEFT + Chart.PLOT_RIGHT) / 2.0;
          Chart.line(out, x(time), 2, x(time), y, "traced");
          Chart.text(
              out,
              x(time) + (late ? -4 : 4),
              11,
              late ? "end" : "start",
              sheet.text("html.traced"),
              "label");
        });
  }

  private Instant at(int bucket) {
    return timeline.start().plus(timeline.width().multipliedBy(bucket));
  }

  private String clock(Instant time) {
    long width = timeline.width().toMillis();
    return (width < 1_000 ? MILLIS : width < 900_000 ? SECONDS : DAYS).format(time);
  }

  private void numbers() {
    List<String> headers = new ArrayList<>(List.of(sheet.text("html.from-utc")));
    if (!timeline.requests().isEmpty()) {
      headers.add(sheet.text("html.all-requests"));
    }
    timeline.rows().forEach(row -> headers.add(row.symptom()));
    lanes.keySet().forEach(kind -> headers.add(name(kind)));
    chart.openTable(sheet.text("html.timeline"), headers, sheet);
    for (int i = 0; i < timeline.buckets(); i++) {
      List<String> cells = new ArrayList<>(List.of(clock(at(i))));
      if (!timeline.requests().isEmpty()) {
        cells.add("" + timeline.requests().get(i));
      }
      for (Timeline.Row row : timeline.rows()) {
        cells.add("" + row.failures().get(i));
      }
      for (List<Change> lane : lanes.values()) {
        cells.add("" + in(i, lane));
      }
      sheet.row(cells);
    }
    chart.close(sheet);
  }

  private long in(int bucket, List<Change> changes) {
    Instant from = at(bucket);
    Instant to = at(bucket + 1);
    return changes.stream().filter(one -> one.within(from, to)).count();
  }

  private void changes() {
    if (timeline.elsewhere() > 0) {
      out.element("p", sheet.text("html.changes-elsewhere", "count", timeline.elsewhere()));
    }
    if (timeline.changes().isEmpty() && timeline.undated().isEmpty()) {
      if (timeline.elsewhere() == 0) {
        out.element("p", sheet.text("html.no-changes"));
      }
      return;
    }
    out.open("details").element("summary", sheet.text("html.changes"));
    sheet.table(
        sheet.text("html.changes"),
        List.of(
            sheet.text("html.when"),
            sheet.text("html.what"),
            sheet.text("html.subject"),
            sheet.text("html.place")));
    timeline.changes().stream().limit(MOST_CHANGES).forEach(this::change);
    timeline.undated().stream().limit(MOST_CHANGES).forEach(this::change);
    sheet.endTable();
    int left =
        Math.max(0, timeline.changes().size() - MOST_CHANGES)
            + Math.max(0, timeline.undated().size() - MOST_CHANGES);
    if (left > 0) {
      out.element("p", sheet.text("report.more", "count", left));
    }
    out.close();
  }

  private void change(Change change) {
    String when =
        change.time() != null
            ? Sheet.time(change.time())
            : change.age() != null
                ? sheet.text("html.age", "age", Sheet.duration(change.age()))
                : "";
    out.open("tr").element("th", when, "scope", "row");
    out.element("td", name(change.kind())).element("td", change.subject());
    out.open("td");
    sheet.evidence(change.evidence());
    out.close().close();
  }
}
