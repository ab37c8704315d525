package dev.whichhop.app.report.probe;

import dev.whichhop.app.report.AnswerTree;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.Style;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.probe.wire.Attempt;
import dev.whichhop.probe.wire.CurlExit;
import dev.whichhop.probe.wire.Ending;
import dev.whichhop.probe.wire.HttpRequest;
import dev.whichhop.probe.wire.Waterfall;
import dev.whichhop.probe.wire.WireEnd;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request of the probe as text and as a tree; {@code probe.schema.json} describes the tree. */
public final class AttemptReport {
  private static final int WIDTH = 40;

  private final Messages messages;
  private final EndingSentences sentences;

  /** One step of the way, from and to in nanoseconds since the start. */
  private record Step(String name, long from, long to) {}

  public AttemptReport(Messages messages) {
    this.messages = messages;
    this.sentences = new EndingSentences(messages);
  }

  /**
   * Prints it for a terminal.
   *
   * @param tail how the connection ended after the answer; null when it stood as long as watched
   */
  public void print(
      HttpRequest request,
      Attempt attempt,
      boolean trace,
      @Nullable WireEnd tail,
      boolean colours,
      PrintWriter out) {
    Style style = new Style(colours);
    boolean good = attempt.ending().good();
    String code = attempt.code();
    out.println(
        request.method()
            + " "
            + SafeText.line(request.target().toString())
            + (attempt.remote().isEmpty() ? "" : "  →  " + attempt.remote()));
    out.println(
        (good ? style.good(code) : style.bad(code))
            + "  "
            + messages.text(
                "probe.summary",
                Map.of(
                    "exit", "" + CurlExit.of(attempt),
                    "bytes", "" + attempt.bytesReceived(),
                    "time", millis(attempt.waterfall().ended()))));
    String meaning = sentences.of(attempt.ending(), attempt.reused());
    if (!meaning.isEmpty()) {
      out.println(meaning);
    }
    if (attempt.surplus() > 0) {
      out.println(messages.text("probe.surplus", Map.of("bytes", "" + attempt.surplus())));
    }
    if (trace) {
      out.println();
      waterfall(attempt, style, out);
      if (attempt.ending() instanceof Ending.Answered) {
        out.println("  " + messages.text("probe.tail." + tail(tail)));
      }
      if (!attempt.head().isEmpty()) {
        out.println();
        attempt.head().lines().forEach(line -> out.println("  < " + SafeText.line(line)));
      }
    }
  }

  private void waterfall(Attempt attempt, Style style, PrintWriter out) {
    long end = Math.max(1, attempt.waterfall().ended());
    for (Step step : steps(attempt)) {
      int from = (int) (step.from() * WIDTH / end);
      int length = Math.max(1, (int) ((step.to() - step.from()) * WIDTH / end));
      boolean broken = step.to() == end && !(attempt.ending() instanceof Ending.Answered);
      String bar =
          " ".repeat(Math.min(from, WIDTH - 1)) + "━".repeat(length) + (broken ? " ✗" : "");
      out.println(
          String.format(
              Locale.ROOT,
              "  %-10s %10s  %s",
              step.name(),
              millis(step.to() - step.from()),
              broken ? style.bad(bar) : bar));
    }
  }

  /** The steps that were begun; the last one lasts until the end. */
  private static List<Step> steps(Attempt attempt) {
    Waterfall marks = attempt.waterfall();
    List<String> names = new ArrayList<>(List.of("dns", "connect"));
    List<Long> reached = new ArrayList<>(List.of(marks.resolved(), marks.connected()));
    if (attempt.tls()) {
      names.add("tls");
      reached.add(marks.secured());
    }
    names.addAll(List.of("send", "wait", "receive"));
    reached.addAll(List.of(marks.sent(), marks.firstByte(), marks.ended()));
    List<Step> steps = new ArrayList<>();
    long from = 0;
    for (int i = 0; i < names.size(); i++) {
      boolean last = reached.get(i) < 0;
      long to = last ? marks.ended() : reached.get(i);
      steps.add(new Step(names.get(i), from, to));
      from = to;
      if (last) {
        break;
      }
    }
    return steps;
  }

  /** The tree of one request. */
  public Map<String, Object> tree(
      HttpRequest request, Attempt attempt, boolean trace, @Nullable WireEnd tail) {
    Map<String, Object> tree =
        AnswerTree.object(
            "apiVersion", "whichhop.dev/v1",
            "kind", "ProbeRequest",
            "method", request.method(),
            "url", request.target().toString(),
            "remote", attempt.remote());
    tree.putAll(ending(attempt));
    tree.put("bytesReceived", attempt.bytesReceived());
    tree.put("surplusBytes", attempt.surplus());
    Map<String, Object> times = new LinkedHashMap<>();
    for (Step step : steps(attempt)) {
      times.put(step.name(), (step.to() - step.from()) / 1e6);
    }
    tree.put("stepMillis", times);
    tree.put("millis", attempt.waterfall().ended() / 1e6);
    if (trace) {
      tree.put("tail", tail(tail));
      tree.put("head", attempt.head().lines().toList());
    }
    return tree;
  }

  private Map<String, Object> ending(Attempt attempt) {
    return AnswerTree.object(
        "code", attempt.code(),
        "failure", attempt.ending().failure().name(),
        "curlExit", CurlExit.of(attempt),
        "reused", attempt.reused(),
        "meaning", sentences.of(attempt.ending(), attempt.reused()));
  }

  private static String tail(@Nullable WireEnd tail) {
    return switch (tail) {
      case null -> "open";
      case FIN -> "fin";
      case CLOSE_NOTIFY -> "close-notify";
      case RESET -> "reset";
      case TIMEOUT -> "open";
    };
  }

  static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
  }
}
