package dev.whichhop.diagnosis.symptom;

import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.diagnosis.view.Backends;
import dev.whichhop.diagnosis.view.Machines;
import dev.whichhop.diagnosis.view.Target;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Load-balancer targets that are not healthy.
 *
 * <p>Under {@code externalTrafficPolicy: Local} a node without a ready pod of the Service must fail
 * its health check; that is how the load balancer learns to skip it. Such a pattern is expected,
 * and so are targets that register or drain while others are healthy.
 */
final class TargetHealth implements SymptomDetector {
  private static final Set<String> IN_TRANSITION = Set.of("initial", "draining", "unused");

  @Override
  public List<Symptom> detect(Bundle bundle, List<Exchange> exchanges) {
    List<Node> targets = bundle.aws("TargetHealthDescriptions");
    List<Node> bad = new ArrayList<>();
    int transition = 0;
    for (Node target : targets) {
      String state = target.at("TargetHealth", "State").textOrEmpty();
      if (state.isEmpty() || state.equals("healthy")) {
        continue;
      }
      if (IN_TRANSITION.contains(state)) {
        transition++;
      } else {
        bad.add(target);
      }
    }
    int healthy = targets.size() - bad.size() - transition;
    if (bad.isEmpty() && (transition == 0 || healthy > 0)) {
      return List.of();
    }
    List<Node> shown = bad.isEmpty() ? targets : bad;
    Disposition disposition =
        !bad.isEmpty() && healthy > 0 && explainedByLocalPolicy(bundle)
            ? Disposition.EXPECTED
            : Disposition.FAULTY;
    List<Evidence> evidence =
        shown.stream().limit(3).map(one -> one.at("TargetHealth", "State").evidence()).toList();
    return List.of(
        new Symptom.UnhealthyTargets(
            "",
            disposition,
            Phrase.of(
                disposition == Disposition.EXPECTED
                    ? "symptom.targets.expected"
                    : "symptom.targets",
                "count",
                shown.size(),
                "of",
                targets.size()),
            shown.size(),
            targets.size(),
            evidence));
  }

  /**
   * True when the Services behind these targets have {@code externalTrafficPolicy: Local} and each
   * unhealthy target is a node without an endpoint; where targets cannot be placed on nodes, as
   * many targets must be healthy as there are nodes with an endpoint.
   */
  private static boolean explainedByLocalPolicy(Bundle bundle) {
    Machines machines = Machines.of(bundle);
    List<Pod> pods = bundle.pods();
    Map<String, List<Target>> groups =
        Target.of(bundle).stream().collect(Collectors.groupingBy(Target::group));
    for (List<Target> group : groups.values()) {
      Optional<KubernetesObject> service = service(bundle, group.getFirst());
      Set<String> nodes =
          service.map(one -> Backends.nodesWithEndpoint(bundle, one)).orElse(Set.of());
      boolean placed = group.stream().noneMatch(one -> one.node(machines, pods).isEmpty());
      boolean expected =
          placed
              ? group.stream()
                  .filter(Target::unhealthy)
                  .noneMatch(one -> nodes.contains(one.node(machines, pods)))
              : group.stream().filter(Target::healthy).count() == nodes.size();
      if (nodes.isEmpty() || !expected) {
        return false;
      }
    }
    return true;
  }

  /** The Service with this node port, else the only one with the policy. */
  private static Optional<KubernetesObject> service(Bundle bundle, Target target) {
    Optional<KubernetesObject> named = Backends.withNodePort(bundle, target.port());
    List<KubernetesObject> local =
        Backends.exposed(bundle).stream().filter(Backends::localOnly).toList();
    return named.isPresent()
        ? named.filter(Backends::localOnly)
        : local.size() == 1 ? Optional.of(local.getFirst()) : Optional.empty();
  }
}
