package dev.whichhop.app.watch;

import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.Style;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.diagnosis.Phrase;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A change as one line for people, and as one object for programs. */
public final class ChangeText {
  private final Messages messages;
  private final Style style;

  public ChangeText(Messages messages, Style style) {
    this.messages = messages;
    this.style = style;
  }

  /** {@code 2026-03-04T11:30:00Z FAULT sidecar: …, 94 %; 12 of 340 requests failed; was OK 6m}. */
  public String line(Change change) {
    return change.at().truncatedTo(ChronoUnit.SECONDS)
        + "  "
        + word(change.reading().state())
        + "  "
        + SafeText.line(sentence(change));
  }

  /** The word for a state, coloured. */
  String word(State state) {
    String word = messages.text("watch.state." + state.word());
    return switch (state) {
      case OK -> style.good(word);
      case FAULT, FAILING -> style.bad(word);
      case BLIND -> style.strong(word);
    };
  }

  /** What the line says, without time and colour; untrusted text is in it. */
  private String sentence(Change change) {
    List<String> parts = parts(change.reading());
    if (!change.lasted().isZero()) {
      String before = messages.text("watch.state." + change.before().word());
      parts.add(text("watch.was", "state", before, "time", time(change.lasted())));
    }
    return parts.stream()
        .reduce((first, next) -> text("watch.and", "first", first, "next", next))
        .orElse("");
  }

  /** What a reading says, a sentence each; untrusted text is in them. */
  List<String> parts(Reading reading) {
    List<String> parts = new ArrayList<>();
    for (Reading.Blame one : reading.blamed()) {
      parts.add(
          text(
              one.subject().isEmpty() ? "watch.blamed" : "watch.blamed-at",
              "hop",
              one.hop(),
              "cause",
              one.cause(),
              "title",
              messages.text("cause." + one.cause() + ".title"),
              "subject",
              one.subject(),
              "percent",
              Math.round(one.confidence() * 100)));
    }
    if (!reading.failing().isEmpty()) {
      Reading.Failing first = reading.failing().getFirst();
      String of = first.of() < 0 ? "" : "-of";
      String how = (first.status() < 0 ? "" : first.status() + " ") + first.flags();
      parts.add(
          text("watch.failed" + of, "count", first.count(), "of", first.of(), "hop", first.hop())
              + (how.isBlank() ? "" : " (" + how.strip() + ")"));
    }
    if (reading.state() == State.BLIND) {
      parts.add(
          reading.why().isEmpty()
              ? messages.text("watch.no-traffic")
              : text("watch.cannot-look", "why", reading.why()));
    }
    if (!reading.gaps().isEmpty()) {
      parts.add(text("watch.missing", "count", reading.gaps().size()));
    }
    return parts;
  }

  private String time(Duration lasted) {
    long seconds = lasted.toSeconds();
    if (seconds < 60) {
      return text("watch.seconds", "n", seconds);
    }
    return seconds < 3600
        ? text("watch.minutes", "n", seconds / 60)
        : text("watch.hours", "h", seconds / 3600, "m", seconds % 3600 / 60);
  }

  /** For JSON lines and notices; {@code text} is what chat programs show. */
  public Map<String, Object> tree(Change change) {
    Reading reading = change.reading();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", "whichhop.dev/v1");
    tree.put("kind", "Change");
    tree.put("text", new ChangeText(messages, new Style(false)).line(change));
    tree.put("time", change.at().toString());
    tree.put("state", reading.state().word());
    tree.put("before", change.before().word());
    tree.put("lastedSeconds", change.lasted().toSeconds());
    tree.put("from", reading.window().from().toString());
    tree.put("to", reading.window().to().toString());
    tree.put(
        "causes",
        reading.blamed().stream()
            .map(one ->
                tree(
                    "id", one.cause(),
                    "hop", one.hop(),
                    "subject", one.subject(),
                    "confidence", one.confidence()))
            .toList());
    tree.put(
        "failing",
        reading.failing().stream()
            .map(one ->
                tree(
                    "hop", one.hop(),
                    "status", one.status(),
                    "flags", one.flags(),
                    "count", one.count(),
                    "of", one.of()))
            .toList());
    tree.put(
        "missing",
        reading.gaps().stream()
            .map(one -> tree("what", one.what(), "namespace", one.where(), "rule", one.rule()))
            .toList());
    tree.put("why", reading.why());
    return tree;
  }

  private static Map<String, Object> tree(Object... namesAndValues) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      tree.put("" + namesAndValues[i], namesAndValues[i + 1]);
    }
    return tree;
  }

  private String text(String key, Object... namesAndValues) {
    return messages.text(key, Phrase.of("", namesAndValues).values());
  }
}
