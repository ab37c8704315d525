package dev.whichhop.app.report;

import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.ladder.Ladder;
import dev.whichhop.model.ladder.Order;
import dev.whichhop.model.ladder.Origin;
import dev.whichhop.model.ladder.Rung;
import dev.whichhop.model.ladder.TimerValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Ladders as a tree of maps, lists and scalars: the key {@code ladders} of the JSON contract. */
final class LadderTree {
  private final LadderSentences sentences;

  LadderTree(Messages messages) {
    this.sentences = new LadderSentences(messages);
  }

  List<Map<String, Object>> of(List<Ladder> ladders) {
    return ladders.stream().map(this::ladder).toList();
  }

  private Map<String, Object> ladder(Ladder ladder) {
    return AnswerTree.object(
        "kind", ladder.kind().name().toLowerCase(Locale.ROOT),
        "title", sentences.title(ladder),
        "subject", ladder.subject(),
        "onFailingLeg", ladder.onFailingLeg(),
        "wrong", ladder.wrong(),
        "rungs", ladder.rungs().stream().map(this::rung).toList(),
        "orders", ladder.orders().stream().map(this::order).toList(),
        "withoutEffect",
            ladder.withoutEffect().stream()
                .map(one ->
                    AnswerTree.object(
                        "rule", one.rule(),
                        "text", sentences.phrase(one.why()),
                        "evidence", evidence(one.setting())))
                .toList());
  }

  private Map<String, Object> rung(Rung rung) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("timer", rung.timer());
    tree.put("title", sentences.title(rung));
    tree.put("hop", rung.hop().id());
    tree.put("where", rung.where());
    switch (rung.value()) {
      case TimerValue.Lasts lasts -> {
        tree.put("state", "lasts");
        tree.put("seconds", lasts.time().toMillis() / 1000.0);
      }
      case TimerValue.Never _ -> tree.put("state", "never");
      case TimerValue.Times times -> {
        tree.put("state", "times");
        tree.put("times", times.count());
      }
      case TimerValue.Unknown _ -> tree.put("state", "unknown");
    }
    tree.put("text", sentences.value(rung));
    tree.put("origin", origin(rung.origin()));
    return tree;
  }

  private Map<String, Object> origin(Origin origin) {
    String text = sentences.origin(origin);
    return switch (origin) {
      case Origin.Configured configured ->
          AnswerTree.object(
              "kind", "configured", "text", text, "evidence", evidence(configured.evidence()));
      case Origin.Measured measured ->
          AnswerTree.object(
              "kind",
              "measured",
              "text",
              text,
              "evidence",
              evidence(measured.evidence()),
              "atLeast",
              measured.atLeast());
      case Origin.Default byDefault ->
          AnswerTree.object(
              "kind", "default",
              "text", text,
              "product", byDefault.product(),
              "versions", byDefault.versions(),
              "source", byDefault.source(),
              "assumed", byDefault.assumed(),
              "artefact", byDefault.artefact());
      case Origin.Unseen unseen ->
          AnswerTree.object("kind", "unseen", "text", text, "artefact", unseen.artefact());
    };
  }

  private Map<String, Object> order(Order order) {
    return AnswerTree.object(
        "rule", order.rule(),
        "title", sentences.rule(order),
        "why", sentences.why(order),
        "state", order.state().name().toLowerCase(Locale.ROOT),
        "assumed", order.assumed(),
        "rungs", order.rungs(),
        "counterExample",
            order.counterExample().stream()
                .map(one ->
                    AnswerTree.object(
                        "at", one.at().toNanos() / 1e9,
                        "time", sentences.time(one),
                        "hop", one.hop().id(),
                        "text", sentences.phrase(one.what())))
                .toList());
  }

  private static List<Map<String, Object>> evidence(Evidence evidence) {
    return AnswerTree.evidence(List.of(evidence));
  }
}
