package dev.whichhop.app.report.flows;

import dev.whichhop.app.report.AnswerTree;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.Style;
import dev.whichhop.flows.empty.EmptyFinding;
import dev.whichhop.flows.empty.Needed;
import dev.whichhop.knowledge.Messages;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Why a question had no answer, as text and as a tree for JSON and YAML. */
public final class WhyEmptyReport {
  private final Messages messages;
  private final Style style;

  public WhyEmptyReport(Messages messages, boolean colours) {
    this.messages = messages;
    this.style = new Style(colours);
  }

  /** What was found first, then what could not be seen, then what is not the reason. */
  public void print(List<EmptyFinding> findings, PrintWriter out) {
    boolean any = findings.stream().anyMatch(one -> one.state() == EmptyFinding.State.FOUND);
    if (!any) {
      out.println(messages.text("flows.empty.nothing-found"));
    }
    for (EmptyFinding.State state :
        List.of(EmptyFinding.State.FOUND, EmptyFinding.State.BLIND, EmptyFinding.State.ABSENT)) {
      for (EmptyFinding one : findings) {
        if (one.state() == state) {
          String word = messages.text("flows.empty.state." + MatrixText.word(state));
          out.println(
              (state == EmptyFinding.State.FOUND ? style.bad(word) : style.faint(word))
                  + "  "
                  + SafeText.text(sentence(one)));
        }
      }
    }
  }

  private String sentence(EmptyFinding one) {
    String key = "flows.empty." + MatrixText.word(one.reason());
    String what = messages.text(key + ".what");
    return switch (one.state()) {
      case FOUND -> what + ": " + messages.text(key + ".found", one.values());
      case ABSENT -> what;
      case BLIND ->
          what + ": " + messages.text("flows.empty.needed", Map.of("needed", needed(one)));
    };
  }

  private String needed(EmptyFinding blind) {
    Needed needed = Objects.requireNonNull(blind.needed());
    return messages.text("flows.empty.needed." + MatrixText.word(needed));
  }

  public Map<String, Object> tree(List<EmptyFinding> findings) {
    return AnswerTree.object(
        "apiVersion",
        "whichhop.dev/v1",
        "kind",
        "FlowWhyEmpty",
        "reasons",
        findings.stream()
            .map(one ->
                AnswerTree.object(
                    "id", MatrixText.word(one.reason()),
                    "state", one.state().name(),
                    "what", sentence(one)))
            .toList());
  }
}
