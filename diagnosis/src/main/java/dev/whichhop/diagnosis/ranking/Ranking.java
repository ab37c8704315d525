package dev.whichhop.diagnosis.ranking;

import dev.whichhop.knowledge.Cause;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Finding;
import dev.whichhop.model.diagnosis.RankedCause;
import dev.whichhop.model.diagnosis.RuledOut;
import dev.whichhop.model.diagnosis.Symptom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Causes in the order of their probability, given the symptoms that they explain.
 *
 * <p>"Something else" is a candidate of its own: with little evidence it wins, and that is the
 * honest answer. When the first cause leaves symptoms unexplained, those are ranked again by
 * themselves, so two faults at once are two causes.
 *
 * @param causes the first answers the heaviest symptoms
 * @param ruledOut causes that could have produced the symptoms and are refuted
 */
public record Ranking(List<RankedCause> causes, List<RuledOut> ruledOut) {
  /**
   * Score of "something else" (nats): one supporting answer is not enough to believe a cause, one
   * strong or two supporting ones are.
   */
  private static final double SOMETHING_ELSE = 2.5;

  /** Causes less probable than this are not worth a line. */
  private static final double SHOWN = 0.02;

  /** Of the unexplained, a symptom with fewer of the failures is background noise, not a fault. */
  private static final double NOTEWORTHY = 0.1;

  /** A second fault is named only when it is clear by itself. */
  private static final double CLEAR = 0.6;

  /** Ranks {@code causes} for the faulty ones among {@code symptoms}. */
  public static Ranking of(List<Cause> causes, List<Symptom> symptoms, List<Finding> findings) {
    List<Symptom> faulty =
        symptoms.stream().filter(one -> one.disposition() == Disposition.FAULTY).toList();
    Scoring scoring = new Scoring(findings);
    List<Candidate> candidates = candidates(causes, faulty, scoring);
    List<RankedCause> ranked = new ArrayList<>(posteriors(candidates, SHOWN));
    if (!ranked.isEmpty()) {
      List<String> explained = ranked.getFirst().explains();
      long all = faulty.stream().mapToLong(Symptom::count).sum();
      List<Symptom> left =
          faulty.stream()
              .filter(one -> !explained.contains(one.id()) && one.count() >= NOTEWORTHY * all)
              .toList();
      for (RankedCause second : posteriors(candidates(causes, left, scoring), CLEAR)) {
        boolean known = ranked.stream().anyMatch(one -> one.id().equals(second.id()));
        if (!known) {
          ranked.add(second);
        }
      }
    }
    List<RuledOut> ruledOut = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (candidate.refuting() != null) {
        ruledOut.add(new RuledOut(candidate.cause().id(), candidate.refuting()));
      }
    }
    return new Ranking(List.copyOf(ranked), List.copyOf(ruledOut));
  }

  private static List<Candidate> candidates(
      List<Cause> causes, List<Symptom> faulty, Scoring scoring) {
    return causes.stream()
        .flatMap(cause -> scoring.score(cause, faulty).stream())
        .sorted(
            Comparator.comparingDouble(Candidate::score)
                .reversed()
                .thenComparing(candidate -> candidate.cause().id()))
        .toList();
  }

  private static List<RankedCause> posteriors(List<Candidate> candidates, double least) {
    double all = Math.exp(SOMETHING_ELSE);
    for (Candidate candidate : candidates) {
      all += Math.exp(candidate.score());
    }
    List<RankedCause> ranked = new ArrayList<>();
    for (Candidate candidate : candidates) {
      double probability = Math.exp(candidate.score()) / all;
      if (probability >= least) {
        ranked.add(ranked(candidate, Math.min(probability, 0.99)));
      }
    }
    return ranked;
  }

  private static RankedCause ranked(Candidate candidate, double probability) {
    Cause cause = candidate.cause();
    Hop hop = cause.hop();
    String subject = "";
    for (Finding finding : candidate.supporting().reversed()) {
      if (finding.answer() instanceof Answer.Found found) {
        subject = found.subject();
        hop = found.hop() == null ? hop : found.hop();
      }
    }
    return new RankedCause(
        cause.id(),
        hop,
        subject,
        Math.round(probability * 1000) / 1000.0,
        candidate.explains().stream().map(Symptom::id).toList(),
        candidate.supporting(),
        candidate.opposing(),
        List.of());
  }
}
