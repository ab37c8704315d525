package dev.whichhop.app.report;

import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Caveat;
import dev.whichhop.model.diagnosis.ComputedValue;
import dev.whichhop.model.diagnosis.Diagnosis;
import dev.whichhop.model.diagnosis.Finding;
import dev.whichhop.model.diagnosis.RankedCause;
import dev.whichhop.model.diagnosis.Remedy;
import dev.whichhop.model.diagnosis.Safety;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.diagnosis.Triage;
import dev.whichhop.model.evidence.Coverage;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.InputFile;
import dev.whichhop.model.ladder.Ladder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A diagnosis as a tree of maps, lists and scalars: the JSON contract {@code whichhop.dev/v1}.
 * {@code diagnosis.schema.json} beside this class describes it; a test holds every answer to it.
 */
public final class AnswerTree {
  private final Messages messages;
  private final Sentences sentences;
  private final RemedySentences remedySentences;

  private AnswerTree(Messages messages) {
    this.messages = messages;
    this.sentences = new Sentences(messages);
    this.remedySentences = new RemedySentences(messages);
  }

  /** The tree, keys in the order of the contract. */
  public static Map<String, Object> of(Diagnosis diagnosis, Messages messages) {
    return new AnswerTree(messages).tree(diagnosis);
  }

  /** Ladders alone, elements as below {@code ladders} of a diagnosis. */
  public static Map<String, Object> ofLadders(List<Ladder> ladders, Messages messages) {
    return object(
        "apiVersion", "whichhop.dev/v1",
        "kind", "Ladders",
        "ladders", new LadderTree(messages).of(ladders));
  }

  private Map<String, Object> tree(Diagnosis diagnosis) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", "whichhop.dev/v1");
    tree.put("kind", "Diagnosis");
    tree.put("verdict", diagnosis.verdict().name().toLowerCase(Locale.ROOT));
    tree.put("symptoms", diagnosis.symptoms().stream().map(this::symptom).toList());
    tree.put("triage", diagnosis.triage().stream().map(this::triage).toList());
    tree.put("causes", diagnosis.causes().stream().map(this::cause).toList());
    tree.put(
        "refused",
        diagnosis.refused().stream()
            .map(one ->
                object(
                    "id", one.id(),
                    "what", messages.text("refused." + one.id() + ".what"),
                    "why", messages.text("refused." + one.id() + ".why"),
                    "evidence", evidence(one.evidence())))
            .toList());
    tree.put(
        "ruledOut",
        diagnosis.ruledOut().stream()
            .map(one ->
                object(
                    "id", one.cause(),
                    "because", sentences.finding(one.because()),
                    "finding", one.because().check()))
            .toList());
    tree.put(
        "risks",
        diagnosis.risks().stream()
            .map(one ->
                object(
                    "id", one.finding().check(),
                    "hop", one.finding().hop().id(),
                    "title", sentences.finding(one.finding()),
                    "evidence", evidence(one.finding())))
            .toList());
    tree.put(
        "walk",
        diagnosis.walk().stream()
            .map(step ->
                object(
                    "hop", step.hop().id(),
                    "ask", step.ask(),
                    "question", sentences.phrase(step.question()),
                    "answer", step.reply().name().toLowerCase(Locale.ROOT),
                    "because", sentences.phrase(step.because()),
                    "evidence", evidence(step.evidence()),
                    "stop", step.stop()))
            .toList());
    tree.put("findings", diagnosis.findings().stream().map(this::finding).toList());
    tree.put("blind", blind(diagnosis));
    tree.put(
        "nextEvidence",
        diagnosis.nextEvidence().stream()
            .map(one ->
                object(
                    "artefact", one.artefact(),
                    "what", messages.text("artefact." + one.artefact() + ".what"),
                    "command", one.command(),
                    "expectedGain", one.expectedGain()))
            .toList());
    tree.put("ladders", new LadderTree(messages).of(diagnosis.ladders()));
    tree.put(
        "route",
        diagnosis.route().stream()
            .map(one ->
                object(
                    "hop", one.hop().id(),
                    "instance", one.instance(),
                    "state", one.state().name().toLowerCase(Locale.ROOT)))
            .toList());
    tree.put("inputs", inputs(diagnosis.inputs()));
    diagnosis.caveats().forEach(caveat -> caveat(caveat, tree));
    return tree;
  }

  private void caveat(Caveat caveat, Map<String, Object> tree) {
    List<String> sentencesSaid = caveat.sentences().stream().map(sentences::phrase).toList();
    switch (caveat) {
      case Caveat.Narrowed narrowed ->
          tree.put(
              "narrowed",
              object(
                  "to", narrowed.asked(),
                  "requests", narrowed.requests(),
                  "failed", narrowed.failed(),
                  "nearest", narrowed.nearest(),
                  "said", sentencesSaid,
                  "evidence", evidence(narrowed.evidence())));
      case Caveat.Partial partial -> {
        tree.put("partial", true);
        tree.put("unread", partial.unread());
      }
      case Caveat.Gaps gaps -> tree.put("gaps", gaps(gaps));
      case Caveat.Suppressed suppressed ->
          tree.put("suppressed", suppressed(suppressed, sentencesSaid));
    }
  }

  private static List<Map<String, Object>> gaps(Caveat.Gaps gaps) {
    return gaps.missing().stream()
        .map(one ->
            object(
                "what", one.gap().what(),
                "namespaces", one.namespaces(),
                "state", one.gap().state().name(),
                "why", one.gap().why(),
                "rule", one.gap().rule(),
                "checks", one.blind()))
        .toList();
  }

  /** What was left out, and the sentences about it. */
  static Map<String, Object> suppressed(Caveat.Suppressed suppressed, List<String> said) {
    List<Map<String, Object>> hidden =
        suppressed.hidden().stream()
            .map(one -> object("id", one.id(), "subject", one.subject(), "reason", one.reason()))
            .toList();
    return object("hidden", hidden, "said", said);
  }

  /** The files that were given, and what became of them. */
  public static List<Map<String, Object>> inputs(List<InputFile> inputs) {
    return inputs.stream()
        .map(one ->
            object(
                "file", one.file(),
                "format", one.format(),
                "read", one.read(),
                "problem", one.problem()))
        .toList();
  }

  private Map<String, Object> symptom(Symptom symptom) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", symptom.id());
    tree.put("kind", symptom.getClass().getSimpleName());
    tree.put("disposition", symptom.disposition().name());
    tree.put("what", sentences.phrase(symptom.what()));
    tree.put("count", symptom.count());
    if (symptom.of() >= 0) {
      tree.put("of", symptom.of());
    }
    symptom.first().ifPresent(time -> tree.put("first", time.toString()));
    symptom.last().ifPresent(time -> tree.put("last", time.toString()));
    if (symptom instanceof Symptom.RequestFailures requests) {
      tree.put("hop", requests.hop().id());
      tree.put("side", requests.side().name().toLowerCase(Locale.ROOT));
      tree.put("status", requests.status());
      tree.put("flags", requests.flags());
      tree.put("clientFailure", requests.clientFailure().name());
      tree.put("share", requests.share().name());
      tree.put("durations", requests.durationShape().name());
    }
    tree.put("evidence", evidence(symptom.evidence()));
    return tree;
  }

  private Map<String, Object> triage(Triage triage) {
    return object(
        "symptom",
        triage.symptom(),
        "traits",
        triage.traits().stream()
            .map(one ->
                object(
                    "situation", one.situation().id(),
                    "answer", one.reply().name().toLowerCase(Locale.ROOT),
                    "because", sentences.phrase(one.because()),
                    "evidence", evidence(one.evidence())))
            .toList());
  }

  private Map<String, Object> cause(RankedCause cause) {
    return object(
        "id", cause.id(),
        "hop", cause.hop().id(),
        "confidence", cause.confidence(),
        "title", messages.text("cause." + cause.id() + ".title"),
        "explains", cause.explains(),
        "subject", cause.subject(),
        "for", cause.supporting().stream().map(this::reason).toList(),
        "against", cause.opposing().stream().map(this::reason).toList(),
        "remedies",
            cause.remedies().stream()
                .map(one ->
                    object(
                        "id", one.id(),
                        "do", messages.text("remedy." + one.id() + ".do"),
                        "limits", messages.text("remedy." + one.id() + ".limits"),
                        "kind", one.kind(),
                        "text", one.text(),
                        "object", one.object(),
                        "safety", safety(one),
                        "apply", one.apply(),
                        "verify", one.verify(),
                        "undo", evidence(one.prior()),
                        "values", one.values().stream().map(this::value).toList()))
                .toList());
  }

  private Map<String, Object> safety(Remedy remedy) {
    Safety safety = remedy.safety();
    return object(
        "now", safety.now(),
        "radius", safety.radius().name().toLowerCase(Locale.ROOT),
        "restart", safety.restart().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        "reversible", safety.reversible(),
        "text", remedySentences.safety(safety));
  }

  private Map<String, Object> value(ComputedValue value) {
    return object(
        "name", value.name(),
        "known", value.known(),
        "value", value.value(),
        "text", remedySentences.value(value),
        "evidence", evidence(value.inputs()));
  }

  private Map<String, Object> reason(Finding finding) {
    return object(
        "finding", finding.check(),
        "text", sentences.finding(finding),
        "evidence", evidence(finding));
  }

  private Map<String, Object> finding(Finding finding) {
    Map<String, Object> tree =
        object(
            "code", finding.check(),
            "state", finding.state(),
            "hop", finding.hop().id(),
            "text", sentences.finding(finding),
            "evidence", evidence(finding));
    switch (finding.answer()) {
      case Answer.Found found -> tree.put("subject", found.subject());
      case Answer.Absent absent -> tree.put("coverage", coverage(absent.coverage()));
      case Answer.Blind blind -> tree.put("artefact", blind.artefact());
    }
    return tree;
  }

  private List<Object> blind(Diagnosis diagnosis) {
    Map<String, List<String>> checks = new LinkedHashMap<>();
    for (Finding finding : diagnosis.findings()) {
      if (finding.answer() instanceof Answer.Blind blind) {
        checks.computeIfAbsent(blind.artefact(), _ -> new ArrayList<>()).add(finding.check());
      }
    }
    List<Object> tree = new ArrayList<>();
    checks.forEach((artefact, blinded) ->
        tree.add(
            object(
                "artefact", artefact,
                "why", messages.text("artefact." + artefact + ".what"),
                "checks", blinded)));
    return tree;
  }

  private static Map<String, Object> coverage(Coverage coverage) {
    Map<String, Object> tree =
        object(
            "source", coverage.source(),
            "subject", coverage.subject(),
            "completeness", coverage.completeness().name());
    coverage.start().ifPresent(time -> tree.put("from", time.toString()));
    coverage.finish().ifPresent(time -> tree.put("to", time.toString()));
    return tree;
  }

  private static List<Map<String, Object>> evidence(Finding finding) {
    return finding.answer() instanceof Answer.Found found ? evidence(found.evidence()) : List.of();
  }

  /** Lines with their places. */
  public static List<Map<String, Object>> evidence(List<Evidence> evidence) {
    return evidence.stream()
        .map(one ->
            object(
                "file", one.place().file(),
                "line", one.place().line(),
                "path", one.place().path(),
                "text", one.text()))
        .toList();
  }

  /** An object of JSON from {@code key, value, key, value, …}, in this order. */
  public static Map<String, Object> object(Object... keysAndValues) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      tree.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return tree;
  }
}
