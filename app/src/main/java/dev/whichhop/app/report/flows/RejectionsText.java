package dev.whichhop.app.report.flows;

import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.Style;
import dev.whichhop.flows.conversation.Direction;
import dev.whichhop.flows.input.FileSummary;
import dev.whichhop.flows.names.AddressNames;
import dev.whichhop.flows.reject.Rejection;
import dev.whichhop.flows.reject.Rejections;
import dev.whichhop.knowledge.Messages;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was stopped, as text: a block for each port of a server at an interface. */
public final class RejectionsText {
  private final Messages messages;
  private final Style style;
  private final int limit;
  private final List<FileSummary> files;
  private final Function<Rejection, List<String>> rules;
  private final AddressNames names;

  /**
   * @param limit blocks that are shown
   * @param files those that were read, for the place of a record
   * @param rules sentences on the rule that stops these packets; none when no rules were read
   * @param names of addresses and interfaces, as far as they are known
   */
  public RejectionsText(
      Messages messages,
      boolean colours,
      int limit,
      List<FileSummary> files,
      Function<Rejection, List<String>> rules,
      AddressNames names) {
    this.messages = messages;
    this.style = new Style(colours);
    this.limit = limit;
    this.files = files;
    this.rules = rules;
    this.names = names;
  }

  public void print(Rejections rejections, List<String> notes, PrintWriter out) {
    if (rejections.basis().records() == 0) {
      out.println(messages.text("flows.no-records"));
    } else if (rejections.refused().isEmpty()) {
      String key = rejections.basis().skipped().isEmpty() ? "" : "-uncertain";
      out.println(messages.text("flows.reject.none" + key));
    }
    rejections.refused().stream().limit(limit).forEach(one -> block(one, out));
    more(rejections.refused().size(), out);
    if (!rejections.late().isEmpty()) {
      out.println();
      out.println(style.strong(messages.text("flows.reject.late")));
      rejections.late().stream().limit(limit).forEach(one -> block(one, out));
      more(rejections.late().size(), out);
    }
    MatrixText.notes(notes, messages, style, out);
  }

  private void more(int count, PrintWriter out) {
    if (count > limit) {
      out.println(messages.text("flows.more", Map.of("count", "" + (count - limit))));
    }
  }

  private void block(Rejection one, PrintWriter out) {
    String ends =
        clients(one)
            + (one.reply() ? " ← " : " → ")
            + one.server()
            + bracketed(names.ofAddress(one.server().address()))
            + " "
            + ProtocolName.of(one.protocol(), 0);
    out.println(style.strong(SafeText.line(ends)));
    String kind = messages.text("flows.stop." + MatrixText.word(one.kind()));
    line(one.kind().refuses() ? style.bad(kind) : kind, out);
    line(where(one), out);
    line(
        SafeText.text(
            messages.text(
                "flows.reject.count",
                Map.of(
                    "conversations", MatrixText.number(one.conversations()),
                    "records", MatrixText.number(one.records()),
                    "packets", MatrixText.number(one.packets()),
                    "first", FlowNotes.time(one.first()),
                    "last", FlowNotes.time(one.last()),
                    "place", place(one)))),
        out);
    if (one.passed() > 0) {
      line(
          messages.text(
              "flows.reject.passed",
              Map.of(
                  "count", MatrixText.number(one.passed()),
                  "last", FlowNotes.time(one.lastPassed()))),
          out);
    }
    rules.apply(one).forEach(rule -> line(SafeText.text(rule), out));
  }

  private static void line(String text, PrintWriter out) {
    out.println("  " + text);
  }

  private String clients(Rejection one) {
    String named =
        one.clients().stream()
            .map(client -> client.address() + bracketed(names.ofAddress(client.address())))
            .collect(Collectors.joining(", "));
    int others = one.clientCount() - one.clients().size();
    return others == 0
        ? named
        : messages.text("flows.reject.others", Map.of("named", named, "count", "" + others));
  }

  private String where(Rejection one) {
    String way = one.direction() == Direction.UNKNOWN ? "" : "-" + MatrixText.word(one.direction());
    String id = one.networkInterface().isEmpty() ? "?" : one.networkInterface();
    String name = SafeText.line(id + bracketed(names.ofInterface(id)));
    return messages.text("flows.reject.where" + way, Map.of("interface", name));
  }

  private static String bracketed(String name) {
    return name.isEmpty() ? "" : " (" + name + ")";
  }

  private String place(Rejection one) {
    return one.file() < files.size() ? files.get(one.file()).name() + ":" + one.line() : "";
  }
}
