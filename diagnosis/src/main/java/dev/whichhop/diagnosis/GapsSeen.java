package dev.whichhop.diagnosis;

import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Caveat;
import dev.whichhop.model.diagnosis.Finding;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Gap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a collector could not have, and which checks are blind for it. */
final class GapsSeen {
  private static final int NAMED = 6;

  private static final CaseFile NOTHING =
      new CaseFile(new BundleBuilder().build(), List.of(), List.of());

  private GapsSeen() {}

  /** What of the catalogue is missing, or not whole. */
  static Set<String> artefacts(List<Gap> gaps) {
    return gaps.stream().flatMap(gap -> gap.artefacts().stream()).collect(Collectors.toSet());
  }

  /**
   * What a check does not see may stand in what could not be had: where it is blind without any
   * evidence for the lack of something that is missing here, nothing is absent.
   *
   * @param missing as {@link #artefacts} has it
   */
  static Answer asFarAsSeen(Check check, Answer answer, Set<String> missing) {
    return answer instanceof Answer.Absent
            && !missing.isEmpty()
            && check.look(NOTHING) instanceof Answer.Blind blind
            && missing.contains(blind.artefact())
        ? blind
        : answer;
  }

  /** Empty when nothing is missing. The same thing missing in several namespaces is one. */
  static Optional<Caveat> caveat(List<Gap> gaps, List<Finding> findings) {
    if (gaps.isEmpty()) {
      return Optional.empty();
    }
    Map<List<String>, List<Gap>> alike = new LinkedHashMap<>();
    for (Gap gap : gaps) {
      // The words of a refusal name the namespace; what is missing is the rule.
      String why = gap.state() == Gap.State.DENIED ? gap.rule() : gap.why();
      alike
          .computeIfAbsent(List.of(gap.state().name(), gap.what(), why), _ -> new ArrayList<>())
          .add(gap);
    }
    List<Caveat.Gaps.Missing> missing =
        alike.values().stream()
            .map(same -> missing(same, findings))
            .sorted(
                Comparator.comparingInt((Caveat.Gaps.Missing one) -> one.blind().size()).reversed())
            .toList();
    return Optional.of(new Caveat.Gaps(missing, sentences(missing), evidence(missing)));
  }

  private static Caveat.Gaps.Missing missing(List<Gap> same, List<Finding> findings) {
    Set<String> namespaces = new TreeSet<>();
    Set<String> artefacts = new TreeSet<>();
    for (Gap gap : same) {
      artefacts.addAll(gap.artefacts());
      if (!gap.where().isEmpty()) {
        namespaces.add(gap.where());
      }
    }
    List<String> blind = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.answer() instanceof Answer.Blind(String artefact)
          && artefacts.contains(artefact)) {
        blind.add(finding.check());
      }
    }
    return new Caveat.Gaps.Missing(same.getFirst(), List.copyOf(namespaces), List.copyOf(blind));
  }

  private static List<Phrase> sentences(List<Caveat.Gaps.Missing> missing) {
    List<Phrase> sentences = new ArrayList<>();
    List<String> harmless = new ArrayList<>();
    for (Caveat.Gaps.Missing one : missing) {
      Gap gap = one.gap();
      String what =
          one.namespaces().isEmpty()
              ? gap.what()
              : gap.what() + " (" + String.join(", ", one.namespaces()) + ")";
      if (one.blind().isEmpty()) {
        harmless.add(what);
        continue;
      }
      String state = gap.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
      sentences.add(Phrase.of("gaps." + state, "what", what, "why", gap.why(), "rule", gap.rule()));
      sentences.add(cost(one.blind()));
    }
    if (!harmless.isEmpty()) {
      sentences.add(Phrase.of("gaps.harmless", "what", String.join(", ", harmless)));
    }
    return List.copyOf(sentences);
  }

  private static Phrase cost(List<String> blind) {
    String named = String.join(", ", blind.subList(0, Math.min(NAMED, blind.size())));
    return Phrase.of(
        "gaps.cost", "count", blind.size(), "checks", blind.size() > NAMED ? named + ", …" : named);
  }

  /** Where the collector noted what costs something. */
  private static List<Evidence> evidence(List<Caveat.Gaps.Missing> missing) {
    return missing.stream()
        .filter(one -> !one.blind().isEmpty())
        .map(one -> new Evidence(one.gap().place(), one.gap().what() + ": " + one.gap().why()))
        .toList();
  }
}
