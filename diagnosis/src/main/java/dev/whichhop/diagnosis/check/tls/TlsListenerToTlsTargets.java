package dev.whichhop.diagnosis.check.tls;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An NLB listener ends TLS and opens its own TLS session to the targets. The NLB sends no server
 * name in that session (aws facts, TLS target groups), so a gateway whose hosts are all explicit
 * has no filter chain for it and closes.
 */
final class TlsListenerToTlsTargets implements Check {
  /** Evidence before that of the gateway. */
  private static final int LISTENER_AND_GROUP = 2;

  @Override
  public String id() {
    return "tls-listener-to-tls-targets";
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
    List<Node> listeners = file.bundle().aws("Listeners");
    List<Node> groups = file.bundle().aws("TargetGroups");
    List<KubernetesObject> gateways = file.bundle().objects("Gateway");
    if (listeners.isEmpty() || groups.isEmpty()) {
      return Answer.blind(listeners.isEmpty() ? "listeners" : "target-groups");
    }
    boolean gatewayKnown = gateways.stream().anyMatch(one -> !one.spec().entries().isEmpty());
    for (Node listener : listeners) {
      if (!listener.get("Protocol").textOrEmpty().equals("TLS")) {
        continue;
      }
      for (Node group : groups) {
        boolean forwards =
            listener.below("TargetGroupArn").stream()
                .anyMatch(
                    one -> one.textOrEmpty().equals(group.get("TargetGroupArn").textOrEmpty()));
        if (forwards && group.get("Protocol").textOrEmpty().equals("TLS")) {
          if (!gatewayKnown) {
            return Answer.blind("gateways");
          }
          List<Evidence> evidence = new ArrayList<>();
          evidence.add(listener.get("Protocol").evidence());
          evidence.add(group.get("Protocol").evidence());
          return explicitHosts(gateways, evidence)
              ? Answer.found(group.get("TargetGroupName").textOrEmpty(), evidence)
              : Answer.absent("Gateway", "the gateway hosts");
        }
      }
    }
    return Answer.absent("describe-listeners", "the listeners");
  }

  /** True unless a gateway server with TLS takes every host; adds the hosts it saw. */
  private static boolean explicitHosts(List<KubernetesObject> gateways, List<Evidence> evidence) {
    for (KubernetesObject gateway : gateways) {
      for (Node server : gateway.spec().get("servers").items()) {
        for (Node host : server.get("hosts").items()) {
          if (server.get("tls").exists() && host.textOrEmpty().endsWith("*")) {
            return false;
          }
          if (server.get("tls").exists()) {
            evidence.add(host.evidence());
          }
        }
      }
      // Kubernetes Gateway API: a listener without a hostname takes every server name and none.
      for (Node listener : gateway.spec().get("listeners").items()) {
        if (listener.get("tls").exists() && !listener.get("hostname").exists()) {
          return false;
        }
        if (listener.get("tls").exists()) {
          evidence.add(listener.get("hostname").evidence());
        }
      }
    }
    return evidence.size() > LISTENER_AND_GROUP;
  }
}
