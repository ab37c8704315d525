package dev.whichhop.app.report.flows;

import dev.whichhop.app.report.AnswerTree;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.Style;
import dev.whichhop.flows.status.BetterFlowLog;
import dev.whichhop.flows.status.FlowLogDescription;
import dev.whichhop.flows.status.Shortcoming;
import dev.whichhop.knowledge.Messages;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** Flow logs themselves, as text and as a tree for JSON and YAML. */
public final class FlowStatusReport {
  private final Messages messages;
  private final Style style;

  public FlowStatusReport(Messages messages, boolean colours) {
    this.messages = messages;
    this.style = new Style(colours);
  }

  /**
   * @param listed true when an answer of describe-flow-logs was read, be it an empty list
   */
  public void print(List<FlowLogDescription> logs, boolean listed, PrintWriter out) {
    if (logs.isEmpty()) {
      out.println(messages.text(listed ? "flows.status.none" : "flows.status.unseen"));
    }
    logs.forEach(log -> print(log, out));
  }

  private void print(FlowLogDescription log, PrintWriter out) {
    out.println(style.strong(SafeText.line(log.id() + "  " + log.resource())));
    String state = state(log);
    out.println("  " + (log.active() && !log.failed() ? style.good(state) : style.bad(state)));
    out.println(
        "  "
            + SafeText.text(
                messages.text(
                    "flows.status.where",
                    Map.of(
                        "type",
                        log.destinationType(),
                        "destination",
                        log.destination(),
                        "traffic",
                        log.trafficType().isEmpty() ? "-" : log.trafficType(),
                        "seconds",
                        "" + log.seconds()))));
    out.println(
        "  "
            + SafeText.text(
                log.fields().isEmpty()
                    ? messages.text("flows.status.no-format")
                    : messages.text(
                        "flows.status.fields", Map.of("fields", String.join(" ", log.fields())))));
    if (log.error().equals("Access error")) {
      out.println(
          "  "
              + messages.text(
                  "flows.status.policy",
                  Map.of("actions", String.join(" ", BetterFlowLog.LOG_ACTIONS))));
    }
    for (Shortcoming one : Shortcoming.of(log)) {
      out.println("  - " + messages.text("flows.short." + MatrixText.word(one)));
    }
    String command = BetterFlowLog.create(log);
    if (!command.isEmpty()) {
      out.println(
          "  " + SafeText.text(messages.text("flows.status.better", Map.of("log", log.id()))));
      out.println("    " + SafeText.text(command));
    }
    out.println();
  }

  private String state(FlowLogDescription log) {
    if (!log.active()) {
      return messages.text("flows.status.inactive");
    }
    return log.failed()
        ? messages.text(
            "flows.status.failed." + error(log), Map.of("error", SafeText.line(log.error())))
        : messages.text("flows.status.active");
  }

  private static String error(FlowLogDescription log) {
    return switch (log.error()) {
      case "Access error" -> "access";
      case "Rate limited" -> "rate";
      default -> "other";
    };
  }

  public Map<String, Object> tree(List<FlowLogDescription> logs, boolean listed) {
    return AnswerTree.object(
        "apiVersion",
        "whichhop.dev/v1",
        "kind",
        "FlowLogStatus",
        "described",
        listed,
        "flowLogs",
        logs.stream().map(this::tree).toList());
  }

  private Map<String, Object> tree(FlowLogDescription log) {
    return AnswerTree.object(
        "id", log.id(),
        "resource", log.resource(),
        "active", log.active(),
        "failed", log.failed(),
        "error", log.error(),
        "trafficType", log.trafficType(),
        "destinationType", log.destinationType(),
        "destination", log.destination(),
        "seconds", log.seconds(),
        "fields", log.fields(),
        "state", state(log),
        "shortcomings",
            Shortcoming.of(log).stream()
                .map(one ->
                    AnswerTree.object(
                        "id", MatrixText.word(one),
                        "fields", one.fields(),
                        "what", messages.text("flows.short." + MatrixText.word(one))))
                .toList(),
        "command", BetterFlowLog.create(log));
  }
}
