package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Callers;
import dev.whichhop.diagnosis.view.Target;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Of a failing caller's calls about as many fail as one target of all gets. An NLB chooses by a
 * hash of the flow, so the share is only near to one in n.
 */
final class FailureShareIsOneTarget implements Check {
  private static final double LEAST = 0.25;
  private static final double MOST = 2.0;

  @Override
  public String id() {
    return "failure-share-is-one-target";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS, EvidenceKind.AWS);
  }

  @Override
  public Answer look(CaseFile file) {
    long targets =
        Target.of(file.bundle()).stream()
            .filter(Target::healthy)
            .collect(Collectors.groupingBy(Target::group, Collectors.counting()))
            .values()
            .stream()
            .mapToLong(Long::longValue)
            .max()
            .orElse(0);
    List<Observation> calls = Callers.observations(file.bundle());
    Set<String> failing =
        calls.stream()
            .filter(one -> one.clientFailure() != ClientFailure.NONE)
            .map(one -> one.vantage().instance())
            .collect(Collectors.toSet());
    List<Observation> theirs =
        calls.stream().filter(one -> failing.contains(one.vantage().instance())).toList();
    if (targets < 2) {
      return Answer.blind("target-health");
    }
    if (theirs.size() < 10) {
      return Answer.blind("client-log");
    }
    List<Observation> lost =
        theirs.stream().filter(one -> one.clientFailure() != ClientFailure.NONE).toList();
    double share = (double) lost.size() / theirs.size();
    if (share < LEAST / targets || share > Math.min(MOST / targets, 0.9)) {
      return Answer.absent(theirs.getFirst().place().file(), "the callers");
    }
    return Answer.found(
        lost.getFirst().vantage().instance(),
        lost.stream().limit(2).map(Observation::evidence).toList(),
        "count",
        lost.size(),
        "of",
        theirs.size(),
        "targets",
        targets);
  }
}
