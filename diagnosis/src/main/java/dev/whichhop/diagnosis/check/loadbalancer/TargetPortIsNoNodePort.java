package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Backends;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A target group of instances sends to a port that is no node port of its Service any more.
 */
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
    return Set.of(EvidenceKind.AWS, EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Node> groups =
        file.bundle().aws("TargetGroups").stream()
            .filter(one -> one.get("TargetType").textOrEmpty().equals("instance"))
            .toList();
    List<KubernetesObject> services = Backends.exposed(file.bundle());
    if (groups.isEmpty()) {
      return Answer.blind("target-groups");
    }
    if (services.isEmpty()) {
      return Answer.blind("services");
    }
    boolean compared = false;
    for (Node group : groups) {
      List<KubernetesObject> owners = owners(file.bundle(), group, services);
      Set<String> ports = new LinkedHashSet<>();
      for (KubernetesObject owner : owners) {
        owner.spec().get("ports").items().forEach(one -> ports.add(one.get("nodePort").textOrEmpty()));
      }
      compared |= !ports.isEmpty();
      if (!ports.isEmpty() && !ports.contains(group.get("Port").textOrEmpty())) {
        return Answer.found(
            group.get("TargetGroupName").textOrEmpty(),
            List.of(
                group.get("Port").evidence(),
                owners.getFirst().spec().get("ports").items().getFirst().get("nodePort").evidence()),
            "port",
            group.get("Port").textOrEmpty(),
            "ports",
            String.join(", ", ports));
      }
    }
    return compared
        ? Answer.absent(groups.getFirst().place().file(), "the target groups")
        : Answer.blind("load-balancers");
  }

  /** The Service of the group: by the balancer's name, by the group's name, or the only one. */
  private static List<KubernetesObject> owners(
      Bundle bundle, Node group, List<KubernetesObject> services) {
    Set<String> names = new HashSet<>();
    List<String> balancers =
        group.get("LoadBalancerArns").items().stream().map(Node::textOrEmpty).toList();
    for (Node balancer : bundle.aws("LoadBalancers")) {
      if (balancers.contains(balancer.get("LoadBalancerArn").textOrEmpty())) {
        names.add(balancer.get("DNSName").textOrEmpty());
      }
    }
    String groupName = group.get("TargetGroupName").textOrEmpty();
    List<KubernetesObject> owners =
        services.stream()
            .filter(
                one ->
                    one.status().at("loadBalancer", "ingress").items().stream()
                            .anyMatch(each -> names.contains(each.get("hostname").textOrEmpty()))
                        || groupName.startsWith(prefix(one)))
            .toList();
    List<KubernetesObject> balanced =
        services.stream()
            .filter(one -> one.spec().get("type").textOrEmpty().equals("LoadBalancer"))
            .toList();
    return owners.isEmpty() && balanced.size() == 1 && balancers.size() <= 1 ? balanced : owners;
  }

  /** AWS Load Balancer Controller: k8s-, 8 letters each of namespace and name, a hash. */
  private static String prefix(KubernetesObject service) {
    String namespace = service.namespace().replaceAll("[^A-Za-z0-9]", "");
    String name = service.name().replaceAll("[^A-Za-z0-9]", "");
    return "k8s-"
        + namespace.substring(0, Math.min(8, namespace.length()))
        + "-"
        + name.substring(0, Math.min(8, name.length()))
        + "-";
  }
}
