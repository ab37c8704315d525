package dev.whichhop.diagnosis.check.configuration;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A Sidecar resource lists the hosts that its workloads may see, and a failing host, or one that the
 * mesh itself needs (Mixer's policy service in old meshes), is not among them.
 */
final class SidecarScopeHidesHost implements Check {

  @Override
  public String id() {
    return "sidecar-scope-hides-host";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<KubernetesObject> scopes = file.bundle().objects("Sidecar");
    if (scopes.isEmpty()) {
      return file.bundle().objects("DestinationRule").isEmpty()
          ? Answer.blind("sidecar-scopes")
          : Answer.absent("the objects", "Sidecar resources");
    }
    Set<String> needed = needed(file);
    for (KubernetesObject scope : scopes) {
      for (Node egress : scope.spec().get("egress").items()) {
        List<Node> hosts = egress.get("hosts").items();
        for (String host : needed) {
          boolean visible =
              hosts.stream().anyMatch(one -> shows(one.textOrEmpty(), host, scope.namespace()));
          if (!visible && !hosts.isEmpty()) {
            return Answer.found(
                scope.reference(), hosts.stream().limit(3).map(Node::evidence).toList(), "host", host);
          }
        }
      }
    }
    return Answer.absent("Sidecar", "the failing hosts");
  }

  /** Failing hosts that are services of the mesh, and the policy service when calls depend on it. */
  private static Set<String> needed(CaseFile file) {
    Bundle bundle = file.bundle();
    Set<String> needed = new LinkedHashSet<>();
    for (String host : Hosts.failing(file.faultyRequests())) {
      for (KubernetesObject service : bundle.objects("Service")) {
        String name = service.name() + "." + service.namespace();
        if (Hosts.same(host, name)) {
          needed.add(name);
        }
      }
    }
    for (KubernetesObject mesh : bundle.objects("MeshConfig")) {
      Node server = mesh.root().get("mixerCheckServer");
      boolean checked = !mesh.root().get("disablePolicyChecks").isTrue();
      if (server.exists() && checked) {
        needed.add(Hosts.shortName(server.textOrEmpty(), ""));
      }
    }
    return needed;
  }

  /** Egress hosts are {@code namespace/host}, with {@code .} for the own namespace, {@code *} for all. */
  private static boolean shows(String pattern, String host, String ownNamespace) {
    int slash = pattern.indexOf('/');
    String namespace = slash < 0 ? "*" : pattern.substring(0, slash);
    String name = pattern.substring(slash + 1);
    String hostNamespace = host.substring(host.indexOf('.') + 1);
    boolean inNamespace =
        namespace.equals("*")
            || namespace.equals(hostNamespace)
            || (namespace.equals(".") && hostNamespace.equals(ownNamespace));
    return inNamespace && (name.equals("*") || Hosts.same(name, host));
  }
}
