package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Backends;
import dev.whichhop.diagnosis.view.Target;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The load balancer sends to pods by their addresses, past node ports and kube-proxy: what goes
 * wrong there cannot be the cause, and {@code externalTrafficPolicy} has no effect (aws facts row
 * 16). Addresses of nodes can be registered so too, which their ports tell.
 */
final class TargetsArePods implements Check {
  /** Default of the API server's {@code --service-node-port-range}. */
  private static final int FIRST_NODE_PORT = 30_000;

  private static final int LAST_NODE_PORT = 32_767;

  @Override
  public String id() {
    return "targets-are-pods";
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
    List<Node> groups = file.bundle().aws("TargetGroups");
    if (groups.isEmpty()) {
      return Answer.blind("target-groups");
    }
    Bundle bundle = file.bundle();
    Optional<Node> ofNodes = groups.stream().filter(one -> !isOfAddresses(one, bundle)).findFirst();
    boolean nodes = Target.of(bundle).stream().anyMatch(one -> isNodePort(one.port(), bundle));
    Node shown = ofNodes.orElse(groups.getFirst());
    String name = shown.get("TargetGroupName").textOrEmpty();
    return ofNodes.isEmpty() && !nodes
        ? Answer.found(name, List.of(shown.get("TargetType").evidence()))
        : Answer.absent(shown.place().file(), name);
  }

  private static boolean isOfAddresses(Node group, Bundle bundle) {
    return group.get("TargetType").textOrEmpty().equals("ip")
        && !isNodePort((int) group.get("Port").whole().orElse(0), bundle);
  }

  private static boolean isNodePort(int port, Bundle bundle) {
    return port >= FIRST_NODE_PORT && port <= LAST_NODE_PORT
        || Backends.withNodePort(bundle, port).isPresent();
  }
}
