package dev.whichhop.diagnosis.ranking;

import dev.whichhop.knowledge.Cause.SymptomPattern;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Observation;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether a symptom is of the kind that a pattern of the causes' vocabulary describes. */
final class SymptomMatch {
  private SymptomMatch() {}

  static boolean matches(SymptomPattern pattern, Symptom symptom) {
    if (!allows(pattern.kinds(), symptom.getClass().getSimpleName())) {
      return false;
    }
    if (symptom instanceof Symptom.RequestFailures requests) {
      return matchesRequests(pattern, requests);
    }
    // What restricts a request restricts nothing else, so such a pattern needs its kind named.
    return !pattern.kinds().isEmpty()
        && (pattern.details().isEmpty() || hasEvidenceText(pattern.details(), symptom));
  }

  private static boolean matchesRequests(SymptomPattern pattern, Symptom.RequestFailures symptom) {
    return (pattern.flags().isEmpty()
            || pattern.flags().stream()
                .anyMatch(flag -> symptom.hasFlag(flag) || SpokenFlags.says(symptom, flag)))
        && (pattern.statuses().isEmpty() || pattern.statuses().contains(symptom.status()))
        && allows(pattern.sides(), word(symptom.side()))
        && allows(pattern.client(), word(symptom.clientFailure()))
        && allows(pattern.hops(), symptom.hop().id())
        && allows(pattern.durations(), word(symptom.durationShape()))
        && allows(pattern.shares(), word(symptom.share()))
        && (!pattern.flagless() || symptom.flags().isEmpty())
        && (pattern.details().isEmpty() || hasDetail(pattern.details(), symptom));
  }

  private static boolean allows(Set<String> words, String word) {
    return words.isEmpty() || words.contains(word);
  }

  private static boolean hasDetail(List<String> literals, Symptom.RequestFailures symptom) {
    return symptom.failures().stream()
        .limit(1_000)
        .anyMatch(one -> literals.stream().anyMatch(literal -> says(one, literal)));
  }

  private static boolean says(Observation one, String literal) {
    return one.details().contains(literal)
        || one.transportFailure().contains(literal)
        || one.body().contains(literal);
  }

  private static boolean hasEvidenceText(List<String> literals, Symptom symptom) {
    return symptom.evidence().stream()
        .anyMatch(one -> literals.stream().anyMatch(one.text()::contains));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
