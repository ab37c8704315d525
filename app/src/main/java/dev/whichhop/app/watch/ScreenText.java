package dev.whichhop.app.watch;

import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.Style;
import dev.whichhop.diagnosis.picture.Gauges;
import dev.whichhop.diagnosis.picture.Timeline;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Station;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The lines of the full screen: path, verdict, failures over time, gauges, changes. */
public final class ScreenText {
  private static final String BARS = " ▁▂▃▄▅▆▇█";
  private static final int MOST_OF_A_KIND = 4;
  private static final int MOST_CHANGES = 50;
  private static final int LABEL = 24;

  private final Messages messages;
  private final ChangeText sentences;
  private final Style style;
  private final Deque<String> changes = new ArrayDeque<>();

  public ScreenText(Messages messages, ChangeText sentences, Style style) {
    this.messages = messages;
    this.sentences = sentences;
    this.style = style;
  }

  /** Remembers a change; the newest are shown. */
  public void changed(Change change) {
    changes.addFirst(new ChangeText(messages, new Style(false)).line(change));
    if (changes.size() > MOST_CHANGES) {
      changes.removeLast();
    }
  }

  /**
   * The screen of a reading.
   *
   * @param columns of the terminal; longer lines are cut
   * @param rows of the terminal; changes take what the rest leaves
   */
  public List<String> of(Reading reading, int columns, int rows) {
    List<Line> lines = new ArrayList<>();
    String from = "" + reading.window().from().truncatedTo(ChronoUnit.SECONDS);
    String to = "" + reading.window().to().truncatedTo(ChronoUnit.SECONDS);
    lines.add(new Line("whichhop watch   " + from + " – " + to, style::faint));
    if (!reading.panel().route().isEmpty()) {
      lines.add(plain(strip(reading.panel().route())));
    }
    lines.add(plain(""));
    String state = messages.text("watch.state." + reading.state().word());
    lines.add(new Line(state, _ -> sentences.word(reading.state())));
    for (String sentence : sentences.parts(reading)) {
      Columns.wrap(SafeText.line(sentence), columns - 2)
          .forEach(one -> lines.add(plain("  " + one)));
    }
    failures(reading, columns, lines);
    gauges(reading.panel().gauges(), lines);
    if (!changes.isEmpty() && lines.size() + 3 <= rows) {
      heading("watch.screen.changes", Map.of(), lines);
      changes.stream().limit(rows - lines.size()).forEach(one -> lines.add(plain("  " + one)));
    }
    return lines.stream().limit(rows).map(one -> one.shown(columns)).toList();
  }

  private String strip(List<Station> route) {
    return route.stream()
        .map(one -> one.hop().id() + " " + mark(one.state()))
        .collect(Collectors.joining(" ── "));
  }

  private static String mark(Station.State state) {
    return switch (state) {
      case OK -> "✓";
      case FAULT -> "✗";
      case UNSEEN -> "?";
    };
  }

  private void failures(Reading reading, int columns, List<Line> lines) {
    if (reading.panel().timeline().isEmpty()) {
      return;
    }
    Timeline timeline = reading.panel().timeline().get();
    heading(
        "watch.screen.failures",
        Phrase.of("", "width", timeline.width().toMillis() / 1000.0 + " s").values(),
        lines);
    for (Reading.Failing failing : reading.failing().stream().limit(MOST_OF_A_KIND).toList()) {
      List<Integer> counts =
          timeline.rows().stream()
              .filter(row -> row.symptom().equals(failing.symptom()))
              .findFirst()
              .map(Timeline.Row::failures)
              .orElse(List.of());
      String status = failing.status() < 0 ? "" : " " + failing.status();
      String flags = failing.flags().isEmpty() ? "" : " " + failing.flags();
      String label = "  " + failing.hop() + status + flags;
      int room = Math.max(10, columns - LABEL - 12);
      lines.add(
          plain(
              String.format("%-" + LABEL + "s", label)
                  + bars(counts, room)
                  + "  "
                  + failing.count()
                  + (failing.of() < 0 ? "" : "/" + failing.of())));
    }
  }

  /** One character for each count, or for as many neighbours as it takes to fit. */
  static String bars(List<Integer> counts, int room) {
    int together = Math.max(1, (counts.size() + room - 1) / room);
    List<Integer> sums = new ArrayList<>();
    for (int i = 0; i < counts.size(); i += together) {
      sums.add(
          counts.subList(i, Math.min(counts.size(), i + together)).stream()
              .mapToInt(Integer::intValue)
              .sum());
    }
    int most = sums.isEmpty() ? 0 : Collections.max(sums);
    int steps = BARS.length() - 1;
    // The least failure is seen: only nothing is blank.
    return sums.stream()
        .map(one -> most == 0 ? 0 : (one * steps + most - 1) / most)
        .map(height -> BARS.substring(height, height + 1))
        .collect(Collectors.joining());
  }

  private void gauges(Gauges gauges, List<Line> lines) {
    kind(
        "watch.screen.ejected",
        gauges.ejections().stream()
            .map(one ->
                messages.text(
                    "watch.screen.ejected.one",
                    Map.of("cluster", one.cluster(), "proxy", one.proxy(), "share", one.share())))
            .toList(),
        lines);
    kind(
        "watch.screen.revisions",
        gauges.revisions().stream()
            .map(one ->
                one.revision()
                    + ": "
                    + known(one.wanted())
                    + " / "
                    + known(one.actual())
                    + " / "
                    + (one.queued().isPresent()
                        ? "" + Math.round(one.queued().getAsDouble())
                        : "?"))
            .toList(),
        lines);
    kind(
        "watch.screen.targets",
        gauges.targets().stream()
            .map(one -> one.group() + ": " + one.healthy() + "/" + one.all())
            .toList(),
        lines);
  }

  private static String known(long count) {
    return count < 0 ? "?" : "" + count;
  }

  private void kind(String title, List<String> all, List<Line> lines) {
    if (all.isEmpty()) {
      return;
    }
    heading(title, Map.of(), lines);
    all.stream().limit(MOST_OF_A_KIND).forEach(one -> lines.add(plain("  " + one)));
    if (all.size() > MOST_OF_A_KIND) {
      lines.add(plain("  … +" + (all.size() - MOST_OF_A_KIND)));
    }
  }

  private void heading(String key, Map<String, String> values, List<Line> lines) {
    lines.add(plain(""));
    lines.add(new Line(messages.text(key, values), style::strong));
  }

  private static Line plain(String text) {
    return new Line(text, one -> one);
  }

  /** A line that is cut before it is coloured, so that no colour is cut. */
  private record Line(String text, UnaryOperator<String> colour) {
    String shown(int columns) {
      return colour.apply(Columns.cut(SafeText.line(text), columns));
    }
  }
}
