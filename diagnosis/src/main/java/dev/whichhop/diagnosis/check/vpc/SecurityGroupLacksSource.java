package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Callers;
import dev.whichhop.diagnosis.view.Ends;
import dev.whichhop.diagnosis.view.Target;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The security groups of the targets' interfaces do not admit the addresses of the callers that fail, while
 * they admit those that succeed; or they admit nobody to the port of a failing health check.
 */
final class SecurityGroupLacksSource implements Check {

  @Override
  public String id() {
    return "security-group-does-not-admit-source";
  }

  @Override
  public Hop hop() {
    return Hop.VPC;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.AWS,
        EvidenceKind.OBSERVATIONS,
        EvidenceKind.PODS,
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.TABLES);
  }

  @Override
  public Answer look(CaseFile file) {
    SecurityRules rules = SecurityRules.of(file.bundle());
    List<Target> targets = Target.of(file.bundle());
    if (!rules.known()) {
      return Answer.blind("security-groups");
    }
    Callers callers = Callers.of(file.bundle());
    Set<String> failing = new LinkedHashSet<>();
    Set<String> served = new LinkedHashSet<>();
    for (Observation call : callers.calls()) {
      String address = callers.address(call);
      if (!address.isEmpty() && (call.clientFailure() != ClientFailure.NONE || call.succeeded())) {
        (call.clientFailure() == ClientFailure.NONE ? served : failing).add(address);
      }
    }
    Ends ends = Ends.of(file.bundle());
    Set<SecurityRules.Door> doors = rules.doors(targets);
    if (doors.isEmpty()) {
      doors = rules.doors(ends.failing(), file.failures());
    }
    for (Target target : targets) {
      Optional<SecurityRules.Door> check = rules.healthDoor(target);
      if (target.unhealthy() && check.isPresent() && !rules.admitsAnybody(check.get())) {
        return Answer.found(
            check.get().group(),
            List.of(target.evidence(), rules.evidence(check.get())),
            "source",
            "any health check",
            "port",
            check.get().port());
      }
    }
    return judge(file, rules, doors, failing, served);
  }

  private static Answer judge(
      CaseFile file,
      SecurityRules rules,
      Set<SecurityRules.Door> doors,
      Set<String> failing,
      Set<String> served) {
    if (doors.isEmpty()) {
      return Answer.blind("network-interfaces");
    }
    boolean unhealthy =
        Target.of(file.bundle()).stream().anyMatch(Target::unhealthy);
    if (failing.isEmpty()) {
      return unhealthy
          ? Answer.absent("the rules", "the security groups")
          : Answer.blind("caller-addresses");
    }
    for (SecurityRules.Door door : doors) {
      boolean shut = failing.stream().noneMatch(source -> rules.admits(door, source));
      boolean openToOthers = served.stream().allMatch(source -> rules.admits(door, source));
      if (shut && openToOthers) {
        Observation example = file.failures().getFirst();
        return Answer.found(
            door.group(),
            List.of(rules.evidence(door), example.evidence()),
            "source",
            failing.iterator().next(),
            "port",
            door.port());
      }
    }
    return Answer.absent("the rules", "the security groups");
  }
}
