package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Target;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The same targets are healthy on one port and unhealthy on another, so neither the network nor the
 * node is what is missing.
 */
final class OnlyTrafficPortUnhealthy implements Check {

  @Override
  public String id() {
    return "status-port-healthy-traffic-port-not";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.AWS);
  }

  @Override
  public Answer look(CaseFile file) {
    Map<String, List<Target>> groups =
        Target.of(file.bundle()).stream()
            .collect(Collectors.groupingBy(Target::group, TreeMap::new, Collectors.toList()));
    if (groups.size() < 2) {
      return Answer.blind("target-health");
    }
    for (List<Target> bad : groups.values()) {
      for (List<Target> good : groups.values()) {
        boolean same = ids(bad).equals(ids(good));
        if (same
            && bad.stream().allMatch(Target::unhealthy)
            && good.stream().allMatch(Target::healthy)) {
          return Answer.found(
              bad.getFirst().id(),
              List.of(bad.getFirst().evidence(), good.getFirst().evidence()),
              "bad",
              bad.getFirst().port(),
              "good",
              good.getFirst().port());
        }
      }
    }
    return Answer.absent("the health of the targets", "the targets");
  }

  private static Set<String> ids(List<Target> targets) {
    return targets.stream().map(Target::id).collect(Collectors.toSet());
  }
}
