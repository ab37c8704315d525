package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.ProxyContainers;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.AttributeSet;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One side speaks PROXY protocol and the other does not expect it. The NLB puts the header in front
 * of health checks too, and a status port that is not configured by Istio's listeners (15021 is
 * part of the bootstrap) cannot read it (istio-envoy facts 6, istio#39868).
 */
final class ProxyProtocolOnOneSide implements Check {

  @Override
  public String id() {
    return "proxy-protocol-on-one-side";
  }

  @Override
  public Hop hop() {
    return Hop.GATEWAY;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.AWS_ATTRIBUTES,
        EvidenceKind.AWS,
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.PODS,
        EvidenceKind.ENVOY_CONFIGURATION);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Evidence> sends = new ArrayList<>();
    List<Evidence> plain = new ArrayList<>();
    for (AttributeSet attributes : file.bundle().awsAttributes()) {
      for (Evidence one : attributes.evidence("proxy_protocol_v2.enabled")) {
        (one.text().endsWith("=true") ? sends : plain).add(one);
      }
    }
    List<Evidence> expects = expected(file.bundle());
    List<Node> checkedApart =
        file.bundle().aws("TargetGroups").stream()
            .filter(one -> one.get("HealthCheckProtocol").textOrEmpty().startsWith("HTTP"))
            .filter(one -> one.get("HealthCheckPort").whole().isPresent())
            .filter(one ->
                !one.get("HealthCheckPort").textOrEmpty().equals(one.get("Port").textOrEmpty()))
            .toList();
    List<Evidence> direct = refusedDirectCalls(file);
    if (sends.isEmpty() && plain.isEmpty()) {
      return expects.isEmpty() || direct.isEmpty()
          ? Answer.blind("target-group-attributes")
          : Answer.found(
              "the gateway", List.of(expects.getFirst(), direct.getFirst()), "side", "gateway");
    }
    if (!sends.isEmpty() && (expects.isEmpty() || !checkedApart.isEmpty())) {
      List<Evidence> evidence = new ArrayList<>(sends.subList(0, 1));
      checkedApart.stream()
          .limit(1)
          .forEach(one -> evidence.add(one.get("HealthCheckPort").evidence()));
      return Answer.found("the target group", evidence, "side", "load balancer");
    }
    if (sends.isEmpty() && !expects.isEmpty()) {
      return Answer.found(
          "the gateway", List.of(expects.getFirst(), plain.getFirst()), "side", "gateway");
    }
    return Answer.absent("attributes and configuration", "the target group");
  }

  /** Callers that reached the gateway's pod itself: nobody on the way puts a header in front. */
  private static List<Evidence> refusedDirectCalls(CaseFile file) {
    Set<String> gateways =
        file.bundle().pods().stream()
            .filter(pod -> ProxyContainers.hop(pod.name()) == Hop.GATEWAY)
            .map(Pod::ip)
            .collect(Collectors.toSet());
    return file.failures().stream()
        .filter(one -> one.vantage().side() == Side.CALLER)
        .filter(one -> one.status() == 0)
        .filter(one -> gateways.contains(Addresses.host(one.upstreamHost())))
        .map(Observation::evidence)
        .toList();
  }

  private static List<Evidence> expected(Bundle bundle) {
    List<Evidence> found = new ArrayList<>();
    for (EnvoyResource listener : bundle.envoy(EnvoyResource.Kind.LISTENER)) {
      listener.root().any("listener_filters", "listenerFilters").items().stream()
          .map(one -> one.get("name"))
          .filter(one -> one.textOrEmpty().contains("proxy_protocol"))
          .forEach(one -> found.add(one.evidence()));
    }
    for (KubernetesObject object : bundle.objects()) {
      Node topology = object.root().at("gatewayTopology", "proxyProtocol");
      if (object.kind().equals("EnvoyFilter")) {
        object.spec().below("name").stream()
            .filter(one -> one.textOrEmpty().contains("proxy_protocol"))
            .forEach(one -> found.add(one.evidence()));
      } else if (object.kind().equals("MeshConfig") && topology.exists()) {
        found.add(topology.evidence());
      } else if (object.kind().equals("ConfigMap")
          && object.root().get("data").get("use-proxy-protocol").isTrue()) {
        found.add(object.root().get("data").get("use-proxy-protocol").evidence());
      }
    }
    return found;
  }
}
