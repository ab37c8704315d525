package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.Callers;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Callers that reach the same name at several addresses fail at one of them and are answered at the
 * others. An NLB has one address in each zone.
 */
final class FailuresAtOneBalancerAddress implements Check {
  /** One failure and one answer may be chance. */
  private static final int SOME = 2;

  @Override
  public String id() {
    return "failures-at-one-balancer-address";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    Map<String, List<Observation>> byName =
        Callers.observations(file.bundle()).stream()
            .filter(one -> !one.upstreamHost().isEmpty())
            .collect(
                Collectors.groupingBy(Observation::authority, TreeMap::new, Collectors.toList()));
    boolean compared = false;
    for (List<Observation> calls : byName.values()) {
      List<Observation> failed =
          calls.stream().filter(one -> one.clientFailure() != ClientFailure.NONE).toList();
      List<Observation> answered =
          calls.stream().filter(one -> one.clientFailure() == ClientFailure.NONE).toList();
      Set<String> bad = addresses(failed);
      Set<String> good = addresses(answered);
      boolean enough = failed.size() >= SOME && answered.size() >= SOME;
      compared |= enough && (good.size() > 1 || !bad.equals(good));
      if (enough && bad.size() == 1 && !good.isEmpty() && !good.containsAll(bad)) {
        return Answer.found(
            bad.iterator().next(),
            List.of(failed.getFirst().evidence(), answered.getFirst().evidence()),
            "count",
            failed.size(),
            "answered",
            answered.size());
      }
    }
    return compared
        ? Answer.absent("the callers' transcripts", "the addresses")
        : Answer.blind("client-transcript");
  }

  private static Set<String> addresses(List<Observation> calls) {
    return calls.stream()
        .map(one -> Addresses.host(one.upstreamHost()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
