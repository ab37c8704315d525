package dev.whichhop.app.report;

import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.survey.Row;
import dev.whichhop.model.survey.Survey;
import dev.whichhop.model.survey.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A survey as a tree of maps, lists and scalars: {@code kind: Check} of the JSON contract. */
public final class SurveyTree {
  private final Sentences sentences;

  private SurveyTree(Messages messages) {
    this.sentences = new Sentences(messages);
  }

  /** The tree, keys in the order of the contract. */
  public static Map<String, Object> of(Survey survey, Messages messages) {
    return new SurveyTree(messages).tree(survey);
  }

  private Map<String, Object> tree(Survey survey) {
    return AnswerTree.object(
        "apiVersion",
        "whichhop.dev/v1",
        "kind",
        "Check",
        "subjects",
        survey.subjects().stream()
            .map(one ->
                AnswerTree.object(
                    "name", one.name(),
                    "proxy", one.proxy(),
                    "settings", one.rows().stream().map(this::row).toList()))
            .toList(),
        "measures",
        survey.measures().stream()
            .map(one ->
                AnswerTree.object(
                    "topic", one.topic().id(),
                    "what", sentences.phrase(one.what()),
                    "subjects", one.subjects(),
                    "command", one.command()))
            .toList(),
        "inputs",
        AnswerTree.inputs(survey.inputs()));
  }

  private Map<String, Object> row(Row row) {
    return AnswerTree.object(
        "setting", row.setting(),
        "topic", row.topic().id(),
        "yaml", value(row.yaml()),
        "proxy", value(row.proxy()),
        "agreement", row.agreement().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        "remarks", row.remarks().stream().map(sentences::phrase).toList());
  }

  private static Map<String, Object> value(Value value) {
    Map<String, Object> tree = new LinkedHashMap<>();
    switch (value) {
      case Value.Shown shown -> {
        tree.put("state", "shown");
        tree.put("value", shown.text());
        tree.put("evidence", AnswerTree.evidence(List.of(shown.evidence())).getFirst());
      }
      case Value.ByDefault byDefault -> {
        tree.put("state", "default");
        tree.put("value", byDefault.text());
        tree.put("source", byDefault.source());
      }
      case Value.Nowhere _ -> tree.put("state", "nowhere");
      case Value.Unseen unseen -> {
        tree.put("state", "unseen");
        tree.put("artefact", unseen.artefact());
      }
    }
    return tree;
  }
}
