package dev.whichhop.diagnosis.ranking;

import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Observation;
import java.util.List;
import java.util.Map;

/**
 * Envoy's response flags as its caller gets to know them: the body of an answer that the proxy made
 * itself says the reason in words (istio-envoy facts 2.3; Envoy router.cc and http/utility.cc).
 */
final class SpokenFlags {
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "UC", List.of("reset reason: connection termination"),
          "UF",
              List.of(
                  "reset reason: connection failure",
                  "reset reason: remote connection failure",
                  "reset reason: local connection failure",
                  "reset reason: connection timeout"),
          "UH", List.of("no healthy upstream"),
          "UO", List.of("reset reason: overflow"),
          "UPE", List.of("reset reason: protocol error"),
          "UR", List.of("reset reason: remote reset", "reset reason: remote refused stream reset"),
          "UT", List.of("upstream request timeout"));

  /** Of a large group the first failures tell. */
  private static final int LOOKED_AT = 1_000;

  private SpokenFlags() {}

  /** True when the caller was told the reason that this flag stands for. */
  static boolean says(Symptom.RequestFailures symptom, String flag) {
    List<String> words = WORDS.getOrDefault(flag, List.of());
    return symptom.flags().isEmpty()
        && !words.isEmpty()
        && symptom.failures().stream()
            .limit(LOOKED_AT)
            .anyMatch(one -> words.stream().anyMatch(word -> says(one, word)));
  }

  private static boolean says(Observation one, String word) {
    return one.body().contains(word) || one.details().contains(word);
  }
}
