package dev.whichhop.app.report.flows;

import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.Style;
import dev.whichhop.flows.network.Traffic;
import dev.whichhop.flows.reach.Hop;
import dev.whichhop.flows.reach.Location;
import dev.whichhop.flows.reach.Outcome;
import dev.whichhop.flows.reach.Reach;
import dev.whichhop.flows.reach.Seen;
import dev.whichhop.flows.reach.Verdict;
import dev.whichhop.flows.reach.Way;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.evidence.Evidence;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether one end may reach another, as text: the verdict, both ways hop by hop, what to do. */
public final class ReachText {
  private final ReachSentences sentences;
  private final Messages messages;
  private final Style style;

  public ReachText(Messages messages, boolean colours) {
    this.messages = messages;
    this.sentences = new ReachSentences(messages);
    this.style = new Style(colours);
  }

  /**
   * Prints one answer.
   *
   * @param seen what flow-log records show of it, where there are some
   */
  public void print(Reach reach, Optional<Seen> seen, PrintWriter out) {
    boolean good = reach.verdict() == Verdict.REACHABLE;
    String asked =
        end(reach.from())
            + " → "
            + end(reach.to())
            + ", "
            + reach.question().request().stream()
                .map(Traffic::toString)
                .collect(Collectors.joining(", "));
    String verdict = SafeText.line(sentences.verdict(reach));
    out.println(style.strong(SafeText.line(asked)));
    out.println(good ? style.good(verdict) : style.bad(verdict));
    for (Way way : Way.values()) {
      way(way, reach.hops().stream().filter(hop -> hop.way() == way).toList(), out);
    }
    if (reach.dividesClients()) {
      out.println();
      out.println(style.strong(messages.text("reach.clients")));
      sentences.clients(reach).forEach(line -> out.println("  " + line));
    }
    seen.ifPresent(one -> records(one, reach, out));
    commands(messages.text("reach.change"), reach.blocking(), out);
    commands(messages.text("reach.read"), reach.blind(), out);
    out.println();
  }

  /** Prints what holds for all answers. */
  public void close(List<String> notes, PrintWriter out) {
    if (!notes.isEmpty()) {
      out.println(style.strong(messages.text("reach.notes")));
      notes.forEach(note -> out.println("  " + SafeText.line(note)));
      out.println();
    }
    out.println(style.faint(messages.text("reach.limits")));
  }

  private static String end(Location end) {
    String address =
        end.dialled().isAddress() ? end.dialled().first().toString() : end.dialled().toString();
    return end.name().equals(address) ? address : end.name() + " (" + address + ")";
  }

  private void way(Way way, List<Hop> hops, PrintWriter out) {
    out.println();
    out.println(
        style.strong(sentences.way(way))
            + "  "
            + hops.stream().map(this::mark).collect(Collectors.joining(" ── ")));
    for (Hop hop : hops) {
      String line =
          sentences.kind(hop)
              + " "
              + hop.component()
              + ": "
              + sentences.outcome(hop)
              + (hop.reason().code().isEmpty() ? "" : " " + hop.reason().code());
      out.println("  " + coloured(hop, SafeText.line(line)));
      out.println("      " + SafeText.text(sentences.why(hop)));
      if (hop.stops()) {
        for (Evidence one : hop.evidence()) {
          out.println(
              style.faint("      " + SafeText.line(one.place() + "  " + one.text().strip())));
        }
      }
    }
  }

  /** A hop of the strip: colour is never the only sign. */
  private String mark(Hop hop) {
    String sign =
        switch (hop.outcome()) {
          case ALLOWED, NOT_ASKED -> "";
          case PARTLY, REFUSED, BLIND -> " " + sentences.outcome(hop);
        };
    return coloured(hop, SafeText.line(hop.component()) + sign);
  }

  private String coloured(Hop hop, String text) {
    return switch (hop.outcome()) {
      case ALLOWED -> text;
      case PARTLY, REFUSED -> style.bad(text);
      case BLIND -> style.strong(text);
      case NOT_ASKED -> style.faint(text);
    };
  }

  private void records(Seen seen, Reach reach, PrintWriter out) {
    out.println();
    out.println(style.strong(messages.text("reach.records")));
    out.println("  " + sentences.records(seen, reach));
    for (Evidence one : seen.rejects()) {
      out.println(style.faint("      " + SafeText.line(one.place() + "  " + one.text().strip())));
    }
  }

  private void commands(String title, List<Hop> hops, PrintWriter out) {
    List<Hop> shown =
        hops.stream()
            .filter(hop -> hop.outcome() == Outcome.REFUSED || !hop.commands().isEmpty())
            .toList();
    if (shown.isEmpty()) {
      return;
    }
    out.println();
    out.println(style.strong(title));
    for (Hop hop : shown) {
      hop.commands().forEach(command -> out.println("  " + SafeText.text(command)));
      if (hop.commands().isEmpty()) {
        out.println(
            "  "
                + SafeText.text(
                    messages.text("reach.no-change", Map.of("reason", sentences.why(hop)))));
      }
    }
  }
}
