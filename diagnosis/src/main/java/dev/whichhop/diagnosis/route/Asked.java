package dev.whichhop.diagnosis.route;

import dev.whichhop.knowledge.Question;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Finding;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Step;
import dev.whichhop.model.diagnosis.Step.Reply;
import dev.whichhop.model.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A question answered by checks: no by the first that found its thing, yes when none did and one
 * could see.
 */
public final class Asked {
  private static final int SHOWN = 2;

  private Asked() {}

  /** The answer from the findings by code of their check. */
  public static Step of(Question question, Hop hop, Map<String, Finding> findings) {
    List<Finding> answers = new ArrayList<>();
    for (String check : question.checks()) {
      Finding finding = findings.get(check);
      if (finding != null) {
        answers.add(finding);
      }
    }
    for (Finding finding : answers) {
      if (finding.answer() instanceof Answer.Found found) {
        Map<String, String> values = new TreeMap<>(found.values());
        values.put("subject", found.subject());
        return step(
            question,
            hop,
            Reply.NO,
            new Phrase("check." + finding.check() + ".found", values),
            found.evidence().stream().limit(SHOWN).toList());
      }
    }
    for (Finding finding : answers) {
      if (finding.answer() instanceof Answer.Absent absent
          && question.shown().contains(finding.check())) {
        String subject = absent.coverage().subject();
        return step(
            question,
            hop,
            Reply.YES,
            Phrase.of("check." + finding.check() + ".absent", "subject", subject),
            List.of());
      }
    }
    if (answers.stream().anyMatch(one -> one.answer() instanceof Answer.Absent)) {
      return step(question, hop, Reply.UNSEEN, Phrase.of("walk.no-sign"), List.of());
    }
    for (Finding finding : answers) {
      if (finding.answer() instanceof Answer.Blind blind) {
        return step(
            question,
            hop,
            Reply.UNSEEN,
            Phrase.of("artefact." + blind.artefact() + ".what"),
            List.of());
      }
    }
    return step(question, hop, Reply.UNSEEN, Phrase.of("walk.no-log", "hop", hop.id()), List.of());
  }

  private static Step step(
      Question question, Hop hop, Reply reply, Phrase because, List<Evidence> evidence) {
    return Step.of(hop, question.id(), reply, because, evidence);
  }
}
