package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.ExposedService;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Node;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A target group of instances sends to a port that is no node port of its Service any more. */
final class TargetPortIsNoNodePort implements Check {

  @Override
  public String id() {
    return "target-port-is-no-node-port";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.AWS, EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.TABLES);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Node> groups =
        file.bundle().aws("TargetGroups").stream()
            .filter(one -> one.get("TargetType").textOrEmpty().equals("instance"))
            .toList();
    List<ExposedService> services = ExposedService.of(file.bundle());
    if (groups.isEmpty()) {
      return Answer.blind("target-groups");
    }
    if (services.isEmpty()) {
      return Answer.blind("services");
    }
    boolean compared = false;
    for (Node group : groups) {
      Map<String, Evidence> ports = new LinkedHashMap<>();
      owners(file.bundle(), group, services).forEach(owner -> ports.putAll(owner.nodePorts()));
      compared |= !ports.isEmpty();
      if (!ports.isEmpty() && !ports.containsKey(group.get("Port").textOrEmpty())) {
        return Answer.found(
            group.get("TargetGroupName").textOrEmpty(),
            List.of(group.get("Port").evidence(), ports.values().iterator().next()),
            "port",
            group.get("Port").textOrEmpty(),
            "ports",
            String.join(", ", ports.keySet()));
      }
    }
    return compared
        ? Answer.absent(groups.getFirst().place().file(), "the target groups")
        : Answer.blind("load-balancers");
  }

  /** The Service of the group: by the balancer's name, by the group's name, or the only one. */
  private static List<ExposedService> owners(
      Bundle bundle, Node group, List<ExposedService> services) {
    Set<String> names = new HashSet<>();
    List<String> balancers =
        group.get("LoadBalancerArns").items().stream().map(Node::textOrEmpty).toList();
    for (Node balancer : bundle.aws("LoadBalancers")) {
      if (balancers.contains(balancer.get("LoadBalancerArn").textOrEmpty())) {
        names.add(balancer.get("DNSName").textOrEmpty());
      }
    }
    names.remove("");
    String groupName = group.get("TargetGroupName").textOrEmpty();
    List<ExposedService> owners =
        services.stream()
            .filter(one ->
                one.hostnames().stream().anyMatch(names::contains)
                    || groupName.startsWith(prefix(one)))
            .toList();
    List<ExposedService> balanced = services.stream().filter(ExposedService::balanced).toList();
    return owners.isEmpty() && balanced.size() == 1 && balancers.size() <= 1 ? balanced : owners;
  }

  /** AWS Load Balancer Controller: k8s-, 8 letters each of namespace and name, a hash. */
  private static String prefix(ExposedService service) {
    String namespace = service.namespace().replaceAll("[^A-Za-z0-9]", "");
    String name = service.name().replaceAll("[^A-Za-z0-9]", "");
    return "k8s-"
        + namespace.substring(0, Math.min(8, namespace.length()))
        + "-"
        + name.substring(0, Math.min(8, name.length()))
        + "-";
  }
}
