package dev.whichhop.diagnosis.ranking;

import dev.whichhop.knowledge.Cause;
import dev.whichhop.knowledge.Cause.Expectation;
import dev.whichhop.knowledge.Weight;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Finding;
import dev.whichhop.model.diagnosis.Symptom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Naive Bayes over three-valued answers: a cause's score is its prior, what the shape of the
 * failures says, and what the answers say. A blind answer says nothing. Answers of one group are
 * not independent; of those only the heaviest for and the heaviest against count. A cause for which
 * nothing speaks but that it could produce the symptom loses a little: who collected the evidence
 * looked at the fault, and a fault that happened seldom leaves none of its traces.
 */
final class Scoring {
  /** What a cause loses when it explains none of the failures; in proportion otherwise. */
  private static final double UNEXPLAINED = 2.5;

  /** What a cause loses when no shape and no answer speaks for it. */
  private static final double SILENT = Weight.DOUBT.nats();

  private final Map<String, Finding> findings;

  Scoring(List<Finding> findings) {
    this.findings = new HashMap<>();
    findings.forEach(finding -> this.findings.put(finding.check(), finding));
  }

  private record Weighed(Finding finding, double nats, String group) {}

  /** The candidate, or empty when the cause explains none of the symptoms. */
  Optional<Candidate> score(Cause cause, List<Symptom> faulty) {
    List<Symptom> explained =
        faulty.stream()
            .filter(symptom ->
                cause.explains().stream()
                    .anyMatch(pattern -> SymptomMatch.matches(pattern, symptom)))
            .toList();
    if (explained.isEmpty()) {
      return Optional.empty();
    }
    double score = cause.prior() - UNEXPLAINED * (1 - part(explained, faulty));
    boolean silent = true;
    for (Cause.Shape shape : cause.shapes()) {
      if (explained.stream().anyMatch(one -> SymptomMatch.matches(shape.pattern(), one))) {
        score += shape.weight().nats();
        silent &= shape.weight().nats() <= 0;
      }
    }
    List<Weighed> weighed = weigh(cause);
    silent &= weighed.stream().noneMatch(one -> one.nats > 0);
    score += sum(weighed) + (silent ? SILENT : 0);
    return Optional.of(
        new Candidate(
            cause,
            score,
            explained,
            sorted(weighed, true),
            sorted(weighed, false),
            refuting(weighed)));
  }

  private List<Weighed> weigh(Cause cause) {
    List<Weighed> weighed = new ArrayList<>();
    for (Expectation expectation : cause.answers()) {
      Finding finding = findings.get(expectation.check());
      if (finding == null) {
        continue;
      }
      Weight weight =
          switch (finding.answer()) {
            case Answer.Found _ -> expectation.found();
            case Answer.Absent _ -> expectation.absent();
            case Answer.Blind _ -> Weight.NEUTRAL;
          };
      if (weight != Weight.NEUTRAL) {
        weighed.add(new Weighed(finding, weight.nats(), expectation.group()));
      }
    }
    return weighed;
  }

  private static double sum(List<Weighed> weighed) {
    double sum = 0;
    Map<String, double[]> groups = new HashMap<>();
    for (Weighed one : weighed) {
      if (one.group.isEmpty()) {
        sum += one.nats;
      } else {
        double[] extremes = groups.computeIfAbsent(one.group, _ -> new double[2]);
        extremes[0] = Math.max(extremes[0], one.nats);
        extremes[1] = Math.min(extremes[1], one.nats);
      }
    }
    for (double[] extremes : groups.values()) {
      sum += extremes[0] + (isOverruled(extremes) ? 0 : extremes[1]);
    }
    return sum;
  }

  /**
   * Answers of a group look at one thing from several sides. Where one saw it happen, another that
   * did not see it has looked elsewhere; only a refutation stands.
   */
  private static boolean isOverruled(double[] extremes) {
    return extremes[0] >= Weight.DECISIVE.nats() && extremes[1] > Weight.REFUTES.nats();
  }

  private static List<Finding> sorted(List<Weighed> weighed, boolean positive) {
    return weighed.stream()
        .filter(one -> positive == one.nats > 0)
        .sorted(
            Comparator.comparingDouble((Weighed one) -> -Math.abs(one.nats))
                .thenComparing(one -> one.finding.check()))
        .map(Weighed::finding)
        .toList();
  }

  private static @Nullable Finding refuting(List<Weighed> weighed) {
    return weighed.stream()
        .filter(one -> one.nats <= Weight.REFUTES.nats())
        .map(Weighed::finding)
        .findFirst()
        .orElse(null);
  }

  /** Which part of the failures the explained symptoms are. */
  private static double part(List<Symptom> explained, List<Symptom> faulty) {
    double all = faulty.stream().mapToLong(Symptom::count).sum();
    double some = explained.stream().mapToLong(Symptom::count).sum();
    return all == 0 ? 1 : some / all;
  }
}
