package dev.whichhop.app.report.html;

import dev.whichhop.app.report.Sentences;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Finding;
import dev.whichhop.model.evidence.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What every part of the page writes on: the markup, the language, and what looks the same
 * everywhere.
 */
record Sheet(Markup out, Messages messages, Sentences sentences) {
  /** Lines of evidence that show without unfolding. */
  private static final int SHOWN = 2;

  /** Longer lists of evidence are cut; the JSON has all of them. */
  private static final int MOST_EVIDENCE = 20;

  String text(String key) {
    return messages.text(key);
  }

  String text(String key, String name, Object value) {
    return messages.text(key, Map.of(name, String.valueOf(value)));
  }

  /** Opens a section with its heading; the caller closes it. */
  void section(String id, String headingKey) {
    out.open("section", "id", id, "aria-labelledby", id + "-heading");
    out.element("h2", text(headingKey), "id", id + "-heading");
  }

  /** The first lines of evidence, the others folded. */
  void evidence(List<Evidence> evidence) {
    if (evidence.isEmpty()) {
      return;
    }
    lines(evidence.subList(0, Math.min(SHOWN, evidence.size())));
    if (evidence.size() > SHOWN) {
      out.open("details", "class", "more");
      out.element("summary", text("html.more-evidence", "count", evidence.size() - SHOWN));
      lines(evidence.subList(SHOWN, Math.min(evidence.size(), MOST_EVIDENCE)));
      if (evidence.size() > MOST_EVIDENCE) {
        out.element("p", text("report.more", "count", evidence.size() - MOST_EVIDENCE));
      }
      out.close();
    }
  }

  void evidence(Finding finding) {
    if (finding.answer() instanceof Answer.Found found) {
      evidence(found.evidence());
    }
  }

  private void lines(List<Evidence> evidence) {
    out.open("ul", "class", "evidence");
    for (Evidence one : evidence) {
      out.open("li");
      evidence(one);
      out.close();
    }
    out.close();
  }

  /** Place and text on one row of the screen; unfolded, the whole text. */
  void evidence(Evidence evidence) {
    out.open("details", "class", "line").open("summary", "dir", "ltr");
    out.element("code", evidence.place().toString(), "class", "place").text(" ");
    out.element("code", evidence.text().strip());
    out.close().close();
  }

  /** A table with a caption and a header row; rows and cells are then written, and it is closed. */
  void table(String caption, List<String> headers) {
    out.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
    out.open("table").element("caption", caption);
    out.open("thead").open("tr");
    headers.forEach(header -> out.element("th", header, "scope", "col"));
    out.close().close().open("tbody");
  }

  void endTable() {
    out.close().close().close();
  }

  /** A row of plain cells, the first one its header. */
  void row(List<String> cells) {
    out.open("tr");
    out.element("th", cells.getFirst(), "scope", "row");
    cells.stream().skip(1).forEach(cell -> out.element("td", cell));
    out.close();
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String percent(double confidence) {
    return Math.round(confidence * 100) + " %";
  }

  /** {@code 2026-03-04 10:00:05.120 UTC}, fractions only where there are some. */
  static String time(Instant time) {
    return time.toString().replace('T', ' ').replace("Z", " UTC");
  }

  /** {@code 250 ms}, {@code 5.003 s}, {@code 12 min}, {@code 3 h}. */
  static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis >= 3_600_000 && millis % 3_600_000 == 0) {
      return millis / 3_600_000 + " h";
    }
    if (millis >= 120_000 && millis % 60_000 == 0) {
      return millis / 60_000 + " min";
    }
    String text = String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    text = text.replaceAll("0+$", "");
    return (text.endsWith(".") ? text.substring(0, text.length() - 1) : text) + " s";
  }

  /** At most {@code most} characters, the middle left out: names differ at both ends. */
  static String shortened(String name, int most) {
    if (name.codePointCount(0, name.length()) <= most) {
      return name;
    }
    int head = most / 2;
    int tail = most - head - 1;
    int end = name.length();
    return name.substring(0, name.offsetByCodePoints(0, head))
        + "…"
        + name.substring(name.offsetByCodePoints(end, -tail));
  }
}
