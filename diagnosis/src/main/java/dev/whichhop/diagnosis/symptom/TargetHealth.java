package dev.whichhop.diagnosis.symptom;

import dev.whichhop.diagnosis.exchange.Exchange;
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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Load-balancer targets that are not healthy.
 *
 * <p>Under {@code externalTrafficPolicy: Local} a node without a ready pod of the Service must fail
 * its health check; that is how the load balancer learns to skip it. Such a pattern is expected, and
 * so are targets that register or drain while others are healthy.
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
    List<Node> shown =
        bad.isEmpty() ? targets : bad;
    Disposition disposition =
        !bad.isEmpty() && healthy > 0 && explainedByLocalPolicy(bundle, targets)
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
   * True when a Service has {@code externalTrafficPolicy: Local} and, of every target group seen, as
   * many targets are healthy as there are nodes with a ready pod of that Service.
   */
  private static boolean explainedByLocalPolicy(Bundle bundle, List<Node> targets) {
    for (KubernetesObject service : bundle.objects("Service")) {
      if (!service.spec().get("externalTrafficPolicy").textOrEmpty().equals("Local")) {
        continue;
      }
      Set<String> nodes = nodesWithReadyPod(bundle, service);
      if (nodes.isEmpty()) {
        continue;
      }
      boolean all =
          targets.stream()
              .collect(Collectors.groupingBy(TargetHealth::group))
              .values()
              .stream()
              .allMatch(group -> healthyIn(group) == nodes.size());
      if (all) {
        return true;
      }
    }
    return false;
  }

  /** Targets of one answer stand in one file; that separates target groups. */
  private static String group(Node target) {
    return target.place().file() + target.at("Target", "Port").textOrEmpty();
  }

  private static long healthyIn(List<Node> group) {
    return group.stream()
        .filter(one -> one.at("TargetHealth", "State").textOrEmpty().equals("healthy"))
        .count();
  }

  private static Set<String> nodesWithReadyPod(Bundle bundle, KubernetesObject service) {
    return bundle.pods().stream()
        .filter(pod -> pod.namespace().isEmpty() || pod.namespace().equals(service.namespace()))
        .filter(pod -> selects(service, pod))
        .filter(pod -> pod.ready() && !pod.node().isEmpty())
        .map(Pod::node)
        .collect(Collectors.toSet());
  }

  private static boolean selects(KubernetesObject service, Pod pod) {
    KubernetesObject object = pod.object();
    if (object != null) {
      return service.spec().get("selector").entries().entrySet().stream()
          .allMatch(one -> object.label(one.getKey()).equals(one.getValue().textOrEmpty()));
    }
    return pod.name().startsWith(service.name() + "-");
  }
}
