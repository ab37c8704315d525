package dev.whichhop.diagnosis.check.configuration;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.diagnosis.view.Labels;
import dev.whichhop.diagnosis.view.Labels.Labelled;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A Gateway for the host that failed has a selector that no pod's labels satisfy, while gateway
 * pods are there: istiod gives its servers to no proxy, and rejects nothing ({@code istioctl
 * analyze} says IST0101, "Referenced selector not found"). The Helm chart of gateways labels them
 * {@code istio: ingress} for a release {@code istio-ingress}, most examples select {@code istio:
 * ingressgateway} (istio/istio issues 29680, 42911).
 */
final class GatewaySelectsNoPod implements Check {

  @Override
  public String id() {
    return "gateway-selects-no-pod";
  }

  @Override
  public Hop hop() {
    return Hop.GATEWAY;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.TABLES);
  }

  @Override
  public Answer look(CaseFile file) {
    for (Table analysis : file.bundle().tables("istioctl-analyze")) {
      for (Table.Row row : analysis.rows()) {
        String message = row.cell("MESSAGE");
        int at = message.indexOf("Referenced selector not found: ");
        if (row.cell("CODE").equals("IST0101") && at >= 0) {
          String selector = message.substring(at + 31).replace("\"", "");
          return Answer.found(
              row.cell("OBJECT"), List.of(row.evidence()), "selector", selector, "labels", "?");
        }
      }
    }
    List<KubernetesObject> gateways =
        file.bundle().objects("Gateway").stream()
            .filter(one -> one.group().equals("networking.istio.io"))
            .toList();
    if (gateways.isEmpty()) {
      return Answer.blind("gateways");
    }
    List<Labelled> pods = new ArrayList<>(Labels.ofPods(file.bundle()));
    if (pods.stream().noneMatch(GatewaySelectsNoPod::isGateway)) {
      pods.addAll(Labels.ofServices(file.bundle()));
    }
    List<Labelled> gatewayPods = pods.stream().filter(GatewaySelectsNoPod::isGateway).toList();
    if (gatewayPods.isEmpty()) {
      return Answer.blind("gateway-pods");
    }
    List<String> called = List.copyOf(Hosts.failing(file.faultyRequests()));
    List<String> names = called.stream().filter(GatewaySelectsNoPod::isName).toList();
    // Where a gateway read which host was asked for, also an address is that host and no other.
    List<String> failing = names.isEmpty() && answeredByGateway(file) ? called : names;
    List<KubernetesObject> relevant =
        gateways.stream().filter(one -> failing.isEmpty() || serves(one, failing)).toList();
    for (KubernetesObject gateway : relevant) {
      boolean elsewhere =
          relevant.stream().anyMatch(one -> selects(one, pods) && sameServer(one, gateway));
      boolean comparable =
          gatewayPods.stream()
              .anyMatch(one ->
                  one.complete() || one.labels().keySet().containsAll(selector(gateway).keySet()));
      if (comparable && !selects(gateway, pods) && !elsewhere) {
        Labelled nearest = gatewayPods.getFirst();
        List<Evidence> evidence = new ArrayList<>();
        gateway
            .spec()
            .get("selector")
            .entries()
            .values()
            .forEach(one -> evidence.add(one.evidence()));
        evidence.add(nearest.evidence());
        return Answer.found(
            gateway.reference(),
            evidence,
            "selector",
            text(selector(gateway)),
            "labels",
            text(ofInterest(nearest.labels(), selector(gateway))));
      }
    }
    return Answer.absent("Gateways and pods", "the Gateways of the failing hosts");
  }

  private static boolean answeredByGateway(CaseFile file) {
    return file.faultyRequests().stream()
        .anyMatch(group -> group.side() == Side.GATEWAY && group.status() > 0);
  }

  private static Map<String, String> selector(KubernetesObject gateway) {
    Map<String, String> selector = new TreeMap<>();
    gateway
        .spec()
        .get("selector")
        .entries()
        .forEach((key, value) -> selector.put(key, value.textOrEmpty()));
    return selector;
  }

  /** Without a selector a Gateway applies to every gateway proxy. */
  private static boolean selects(KubernetesObject gateway, List<Labelled> pods) {
    Map<String, String> selector = selector(gateway);
    return pods.stream().anyMatch(pod -> pod.labels().entrySet().containsAll(selector.entrySet()));
  }

  private static boolean isGateway(Labelled pod) {
    return pod.labels().containsKey("istio")
        || pod.name().contains("gateway")
        || pod.name().contains("ingress");
  }

  /** Addresses and the load balancer's own name are in no Gateway's list. */
  private static boolean isName(String host) {
    return host.chars().anyMatch(Character::isLetter) && !host.contains(".elb.");
  }

  private static boolean serves(KubernetesObject gateway, List<String> failing) {
    return gateway.spec().get("servers").items().stream()
        .flatMap(server -> hosts(server).stream())
        .anyMatch(host -> failing.stream().anyMatch(one -> Hosts.same(host, one)));
  }

  /** Another Gateway has the very same host on the same port, so it is served all the same. */
  private static boolean sameServer(KubernetesObject one, KubernetesObject other) {
    for (Node server : other.spec().get("servers").items()) {
      String port = server.at("port", "number").textOrEmpty();
      boolean same =
          one.spec().get("servers").items().stream()
              .filter(each -> each.at("port", "number").textOrEmpty().equals(port))
              .anyMatch(each -> hosts(each).stream().anyMatch(hosts(server)::contains));
      if (!same) {
        return false;
      }
    }
    return true;
  }

  /** {@code namespace/host} restricts who may bind to it; the host is what callers ask for. */
  private static List<String> hosts(Node server) {
    List<String> hosts = new ArrayList<>();
    for (Node host : server.get("hosts").items()) {
      String text = host.textOrEmpty();
      hosts.add(text.substring(text.indexOf('/') + 1));
    }
    return hosts;
  }

  /** The labels of the pod under the selector's keys, else those that name it. */
  private static Map<String, String> ofInterest(
      Map<String, String> labels, Map<String, String> selector) {
    Map<String, String> shown = new TreeMap<>();
    labels.forEach((key, value) -> {
      if (selector.containsKey(key) || key.equals("istio") || key.equals("app")) {
        shown.put(key, value);
      }
    });
    return shown;
  }

  private static String text(Map<String, String> labels) {
    List<String> pairs = new ArrayList<>();
    labels.forEach((key, value) -> pairs.add(key + "=" + value));
    return String.join(",", pairs);
  }
}
