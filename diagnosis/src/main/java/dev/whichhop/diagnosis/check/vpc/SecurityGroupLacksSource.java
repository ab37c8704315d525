package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Callers;
import dev.whichhop.diagnosis.view.Target;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The security groups of the targets' interfaces do not admit the addresses of the callers that
 * fail, while they admit those that succeed; or they do not admit the health check of an unhealthy
 * target. Where the client's address is not preserved, the source is the load balancer itself.
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
        EvidenceKind.AWS_ATTRIBUTES,
        EvidenceKind.OBSERVATIONS,
        EvidenceKind.PODS,
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.TABLES);
  }

  @Override
  public Answer look(CaseFile file) {
    SecurityRules rules = SecurityRules.of(file.bundle());
    List<Target> targets = Target.of(file.bundle());
    Callers callers = Callers.of(file.bundle());
    boolean replaced =
        file.bundle().awsAttributes().stream()
            .flatMap(one -> one.value("preserve_client_ip.enabled").stream())
            .allMatch("false"::equals);
    boolean known =
        file.bundle().awsAttributes().stream()
            .anyMatch(one -> one.value("preserve_client_ip.enabled").isPresent());
    Set<String> failing = new LinkedHashSet<>();
    Set<String> served = new LinkedHashSet<>();
    for (Observation call : callers.calls()) {
      (call.clientFailure() == ClientFailure.NONE ? served : failing).add(callers.address(call));
    }
    failing.remove("");
    served.remove("");
    if (!rules.known()) {
      return Answer.blind("security-groups");
    }
    for (Target target : targets) {
      Optional<SecurityRules.Door> check = rules.healthDoor(target);
      if (target.unhealthy() && check.isPresent() && !rules.admitsBalancer(check.get())) {
        return Answer.found(
            check.get().group(),
            List.of(rules.evidence(check.get()), target.evidence()),
            "source",
            "the health check",
            "port",
            check.get().port(),
            "health-port",
            check.get().port(),
            "group",
            check.get().group());
      }
    }
    Set<SecurityRules.Door> doors = rules.doors(targets);
    if (doors.isEmpty()) {
      doors = rules.doorsOf(file.failures());
    }
    if (doors.isEmpty()) {
      return Answer.blind("network-interfaces");
    }
    if (known && replaced && !targets.isEmpty()) {
      return doors.stream()
          .filter(door -> !rules.admitsBalancer(door))
          .findFirst()
          .map(door -> found(rules, door, targets.getFirst().evidence(), "the load balancer"))
          .orElseGet(() -> Answer.absent("the rules", "the security groups"));
    }
    if (failing.isEmpty()) {
      return targets.stream().anyMatch(Target::unhealthy)
          ? Answer.absent("the rules", "the security groups")
          : Answer.blind("caller-addresses");
    }
    for (SecurityRules.Door door : doors) {
      boolean shut = failing.stream().noneMatch(source -> rules.admits(door, source));
      boolean openToOthers = served.stream().allMatch(source -> rules.admits(door, source));
      if (shut && openToOthers && !file.failures().isEmpty()) {
        return found(rules, door, file.failures().getFirst().evidence(), failing.iterator().next());
      }
    }
    return Answer.absent("the rules", "the security groups");
  }

  private static Answer found(
      SecurityRules rules, SecurityRules.Door door, Evidence seen, String source) {
    return Answer.found(
        door.group(),
        List.of(rules.evidence(door), seen),
        "source",
        source,
        "port",
        door.port(),
        "group",
        door.group());
  }
}
