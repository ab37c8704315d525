package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Table;
import dev.whichhop.model.network.Cidr;
import dev.whichhop.model.network.IpAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which NetworkPolicy certainly keeps a connection from coming about. A pod that some policy
 * selects for a direction takes in it only what the rules of all such policies admit together
 * (kubernetes.io, Network Policies, "The two sorts of pod isolation"). What the evidence does not
 * tell (labels, expressions) may admit.
 */
public final class NetworkPolicies {
  private static final String NAME_LABEL = "kubernetes.io/metadata.name";

  private final Bundle bundle;
  private final List<KubernetesObject> policies;
  private final Map<String, Map<String, String>> namespaces = new HashMap<>();

  /**
   * One end of the connection.
   *
   * @param pod null where it is no known pod
   */
  public record Peer(String address, @Nullable Pod pod) {}

  public NetworkPolicies(Bundle bundle) {
    this.bundle = bundle;
    this.policies =
        bundle.objects("NetworkPolicy").stream()
            .filter(one -> one.group().equals("networking.k8s.io"))
            .toList();
    for (KubernetesObject one : bundle.objects("Namespace")) {
      namespaces.put(one.name(), map(one.metadata().get("labels")));
    }
    for (Table table : bundle.tables("namespaces")) {
      for (Table.Row row : table.rows()) {
        if (!row.cell("LABELS").isEmpty()) {
          namespaces.put(row.cell("NAME"), FailingServices.pairs(row.cell("LABELS")));
        }
      }
    }
  }

  public boolean known() {
    return !policies.isEmpty();
  }

  /** The policy by which {@code server} does not take the connection. */
  public Optional<KubernetesObject> refusesIn(Peer caller, Peer server, int port) {
    return refuses("Ingress", "ingress", "from", server, caller, server, port);
  }

  /** The policy by which {@code caller} may not open the connection. */
  public Optional<KubernetesObject> refusesOut(Peer caller, Peer server, int port) {
    return refuses("Egress", "egress", "to", caller, server, server, port);
  }

  private Optional<KubernetesObject> refuses(
      String type, String rules, String peers, Peer isolated, Peer other, Peer server, int port) {
    Pod pod = isolated.pod;
    if (pod == null) {
      return Optional.empty();
    }
    List<KubernetesObject> selecting =
        policies.stream()
            .filter(one -> one.namespace().equals(pod.namespace()) && applies(one, type, rules))
            .filter(one -> Match.YES == selects(one.spec().get("podSelector"), labels(pod)))
            .toList();
    boolean unsure =
        policies.stream()
            .filter(one -> one.namespace().equals(pod.namespace()) && applies(one, type, rules))
            .anyMatch(one ->
                Match.MAYBE == selects(one.spec().get("podSelector"), labels(pod))
                    && one.spec().get(rules).items().stream()
                        .anyMatch(rule -> admits(one, rule, peers, other, server, port)));
    boolean admitted =
        unsure
            || selecting.stream()
                .anyMatch(one ->
                    one.spec().get(rules).items().stream()
                        .anyMatch(rule -> admits(one, rule, peers, other, server, port)));
    return admitted ? Optional.empty() : selecting.stream().findFirst();
  }

  /** Without policyTypes a policy is for ingress, and for egress where it has such rules. */
  private static boolean applies(KubernetesObject policy, String type, String rules) {
    Node types = policy.spec().get("policyTypes");
    return types.exists()
        ? types.items().stream().anyMatch(one -> one.textOrEmpty().equals(type))
        : type.equals("Ingress") || policy.spec().get(rules).exists();
  }

  private boolean admits(
      KubernetesObject policy, Node rule, String peers, Peer other, Peer server, int port) {
    List<Node> ports = rule.get("ports").items();
    boolean portFits = ports.isEmpty() || ports.stream().anyMatch(one -> fits(one, server, port));
    List<Node> from = rule.get(peers).items();
    return portFits
        && (from.isEmpty() || from.stream().anyMatch(one -> isPeer(policy, one, other)));
  }

  private static boolean fits(Node rule, Peer server, int port) {
    Node wanted = rule.get("port");
    if (!wanted.exists() || port < 0) {
      return true;
    }
    long first = wanted.whole().orElse(-1);
    if (first >= 0) {
      return port >= first && port <= rule.get("endPort").whole().orElse(first);
    }
    KubernetesObject object = server.pod == null ? null : server.pod.object();
    if (object == null) {
      return true;
    }
    return object.spec().below("ports").stream()
        .flatMap(one -> one.items().stream())
        .filter(one -> one.get("name").textOrEmpty().equals(wanted.textOrEmpty()))
        .anyMatch(one -> one.get("containerPort").whole().orElse(-1) == port);
  }

  private boolean isPeer(KubernetesObject policy, Node peer, Peer other) {
    Node block = peer.get("ipBlock");
    if (block.exists()) {
      Optional<IpAddress> address = IpAddress.parse(other.address);
      Optional<Cidr> cidr = Cidr.parse(block.get("cidr").textOrEmpty());
      return address.isEmpty()
          || cidr.isEmpty()
          || cidr.get().contains(address.get())
              && block.get("except").items().stream()
                  .map(one -> Cidr.parse(one.textOrEmpty()))
                  .flatMap(Optional::stream)
                  .noneMatch(one -> one.contains(address.get()));
    }
    Pod pod = other.pod;
    if (pod == null) {
      return true;
    }
    Node namespace = peer.get("namespaceSelector");
    Match where =
        namespace.exists()
            ? selects(namespace, labelsOf(pod.namespace()))
            : pod.namespace().equals(policy.namespace()) ? Match.YES : Match.NO;
    Node selector = peer.get("podSelector");
    Match which = selector.exists() ? selects(selector, labels(pod)) : Match.YES;
    return where != Match.NO && which != Match.NO;
  }

  private enum Match {
    YES,
    NO,
    MAYBE
  }

  /** An empty selector selects everything; expressions and unknown labels may. */
  private static Match selects(Node selector, Map<String, String> labels) {
    Map<String, Node> wanted = selector.get("matchLabels").entries();
    boolean expressions = !selector.get("matchExpressions").items().isEmpty();
    if (wanted.isEmpty() && !expressions) {
      return Match.YES;
    }
    for (Map.Entry<String, Node> one : wanted.entrySet()) {
      String value = labels.get(one.getKey());
      if (value != null && !value.equals(one.getValue().textOrEmpty())) {
        return Match.NO;
      }
      if (value == null) {
        // Of a namespace at least the name is always known; a list of labels is whole.
        return labels.isEmpty() || labels.containsKey(PARTIAL) ? Match.MAYBE : Match.NO;
      }
    }
    return expressions ? Match.MAYBE : Match.YES;
  }

  /** Marks labels of which only some are known; no valid label key. */
  private static final String PARTIAL = "";

  /** Every namespace has its name as a label (kubernetes.io, Automatic labelling). */
  private Map<String, String> labelsOf(String namespace) {
    Map<String, String> labels = new TreeMap<>(namespaces.getOrDefault(namespace, Map.of()));
    if (!namespaces.containsKey(namespace)) {
      labels.put(PARTIAL, "");
    }
    labels.put(NAME_LABEL, namespace);
    return labels;
  }

  private Map<String, String> labels(Pod pod) {
    return PodLabels.of(bundle, pod.namespace(), pod.name());
  }

  private static Map<String, String> map(Node labels) {
    Map<String, String> map = new TreeMap<>();
    labels.entries().forEach((key, value) -> map.put(key, value.textOrEmpty()));
    return map;
  }
}
