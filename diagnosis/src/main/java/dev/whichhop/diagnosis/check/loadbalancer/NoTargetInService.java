package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Target;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All targets of a group are still registering, already leaving, or not in use: none may get a new
 * connection, though none has failed a health check. States and reasons: aws facts 5.3.
 */
final class NoTargetInService implements Check {
  private static final Set<String> NOT_IN_SERVICE = Set.of("initial", "draining", "unused");

  @Override
  public String id() {
    return "no-target-in-service";
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
            .filter(one -> !one.state().isEmpty())
            .collect(Collectors.groupingBy(Target::group, TreeMap::new, Collectors.toList()));
    if (groups.isEmpty()) {
      return Answer.blind("target-health");
    }
    boolean otherServes = groups.values().stream().flatMap(List::stream).anyMatch(Target::healthy);
    for (List<Target> group : groups.values()) {
      // A group that nothing forwards to (blue and green) is no fault while another one serves.
      boolean meant = otherServes && group.stream().allMatch(one -> one.state().equals("unused"));
      if (!meant && group.stream().allMatch(one -> NOT_IN_SERVICE.contains(one.state()))) {
        Set<String> reasons = new TreeSet<>();
        for (Target target : group) {
          Node reason = target.root().at("TargetHealth", "Reason");
          reasons.add(reason.exists() ? reason.textOrEmpty() : target.state());
        }
        return Answer.found(
            group.getFirst().id(),
            group.stream().limit(3).map(Target::evidence).toList(),
            "count",
            group.size(),
            "reasons",
            String.join(", ", reasons));
      }
    }
    return Answer.absent("describe-target-health", "every target group");
  }
}
