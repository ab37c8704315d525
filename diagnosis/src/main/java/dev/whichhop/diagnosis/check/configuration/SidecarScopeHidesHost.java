package dev.whichhop.diagnosis.check.configuration;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Side;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A Sidecar resource lists the hosts that its workloads may see, and a host that one of them called
 * in vain, or one that the mesh itself needs (Mixer's policy service in old meshes), is not among
 * them. A Sidecar resource counts for its own namespace only, so where the evidence tells which
 * pods called, those of other namespaces say nothing.
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
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<KubernetesObject> scopes = file.bundle().objects("Sidecar");
    if (scopes.isEmpty()) {
      return file.bundle().objects("DestinationRule").isEmpty()
          ? Answer.blind("sidecar-scopes")
          : Answer.absent("the objects", "Sidecar resources");
    }
    Set<String> called = called(file);
    Set<String> ofMesh = neededByMesh(file.bundle());
    Set<String> callers = callers(file);
    for (KubernetesObject scope : scopes) {
      boolean counts = callers.isEmpty() || callers.contains(scope.namespace());
      Set<String> needed = new LinkedHashSet<>(ofMesh);
      needed.addAll(counts ? called : Set.of());
      for (Node egress : scope.spec().get("egress").items()) {
        List<Node> hosts = egress.get("hosts").items();
        for (String host : needed) {
          boolean visible =
              hosts.stream().anyMatch(one -> shows(one.textOrEmpty(), host, scope.namespace()));
          if (!visible && !hosts.isEmpty()) {
            return Answer.found(
                scope.reference(),
                hosts.stream().limit(3).map(Node::evidence).toList(),
                "host",
                host);
          }
        }
      }
    }
    return Answer.absent("Sidecar", "the failing hosts");
  }

  /** Namespaces of the pods that called in vain, as far as the evidence tells. */
  private static Set<String> callers(CaseFile file) {
    List<Pod> pods = file.bundle().pods();
    Set<String> namespaces = new LinkedHashSet<>();
    for (Observation failure : file.failures()) {
      String address = Addresses.host(failure.downstreamRemoteAddress());
      boolean asCaller =
          Set.of(Side.CALLER, Side.OUTBOUND, Side.GATEWAY).contains(failure.vantage().side());
      pods.stream()
          .filter(pod ->
              asCaller
                  ? failure.vantage().instance().startsWith(pod.name())
                  : !address.isEmpty() && pod.ip().equals(address))
          .forEach(pod -> namespaces.add(pod.namespace()));
    }
    namespaces.remove("");
    return namespaces;
  }

  /** Failing hosts that are services of the cluster. */
  private static Set<String> called(CaseFile file) {
    Bundle bundle = file.bundle();
    Set<String> called = new LinkedHashSet<>();
    for (String host : Hosts.failing(file.faultyRequests())) {
      for (KubernetesObject service : bundle.objects("Service")) {
        String name = service.name() + "." + service.namespace();
        if (Hosts.same(host, name)) {
          called.add(name);
        }
      }
    }
    return called;
  }

  /** The policy service, when every call depends on it (Istio up to 1.4). */
  private static Set<String> neededByMesh(Bundle bundle) {
    Set<String> needed = new LinkedHashSet<>();
    for (KubernetesObject mesh : bundle.objects("MeshConfig")) {
      Node server = mesh.root().get("mixerCheckServer");
      boolean checked = !mesh.root().get("disablePolicyChecks").isTrue();
      if (server.exists() && checked) {
        needed.add(Hosts.shortName(server.textOrEmpty(), ""));
      }
    }
    return needed;
  }

  /**
   * Egress hosts are {@code namespace/host}, with {@code .} for the own namespace, {@code *} for
   * all.
   */
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
