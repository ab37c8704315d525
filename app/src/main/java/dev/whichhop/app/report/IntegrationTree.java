package dev.whichhop.app.report;

import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.diagnosis.Step;
import dev.whichhop.model.survey.Integration;
import java.util.Locale;
import java.util.Map;

/** The integration report as a tree: {@code kind: Integration} of the JSON contract. */
public final class IntegrationTree {
  private IntegrationTree() {}

  /** The tree, keys in the order of the contract. */
  public static Map<String, Object> of(Integration integration, Messages messages) {
    Sentences sentences = new Sentences(messages);
    return AnswerTree.object(
        "apiVersion",
        "whichhop.dev/v1",
        "kind",
        "Integration",
        "intact",
        !integration.broken(),
        "questions",
        integration.steps().stream().map(step -> question(step, sentences)).toList(),
        "inputs",
        AnswerTree.inputs(integration.inputs()));
  }

  private static Map<String, Object> question(Step step, Sentences sentences) {
    return AnswerTree.object(
        "ask", step.ask(),
        "hop", step.hop().id(),
        "question", sentences.phrase(step.question()),
        "answer", step.reply().name().toLowerCase(Locale.ROOT),
        "because", sentences.phrase(step.because()),
        "evidence", AnswerTree.evidence(step.evidence()));
  }
}
