package dev.whichhop.diagnosis.ladder;

import dev.whichhop.model.evidence.AttributeSet;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Side;
import java.util.List;
import java.util.Optional;

/**
 * What all services of a bundle share: the balancer and the gateway in front of them.
 *
 * @param networkBalancer an NLB is on the path
 * @param applicationBalancer an ALB is on the path
 * @param gateway an Istio gateway is on the path
 * @param gatewayNamespace empty when unknown
 * @param gatewayPods pods of the gateway
 */
record Surroundings(
    boolean networkBalancer,
    boolean applicationBalancer,
    boolean gateway,
    String gatewayNamespace,
    List<Pod> gatewayPods) {

  static Surroundings of(Bundle bundle) {
    List<Pod> pods = bundle.pods().stream().filter(Surroundings::isGateway).toList();
    // Knative's own gateway is an Envoy too, but not one that Istio configures.
    boolean kourier = bundle.pods().stream().anyMatch(one -> one.name().contains("kourier"));
    boolean gateway =
        !pods.isEmpty()
            || !Workloads.ofGateways(bundle).isEmpty()
            || !bundle.objects("Gateway").isEmpty()
            || !kourier
                && bundle.observations().stream()
                    .anyMatch(one -> one.vantage().side() == Side.GATEWAY);
    return new Surroundings(
        balancer(bundle, "network", "tcp.idle_timeout.seconds"),
        balancer(bundle, "application", "idle_timeout.timeout_seconds"),
        gateway,
        namespace(bundle, pods),
        pods);
  }

  private static String namespace(Bundle bundle, List<Pod> pods) {
    Optional<String> ofPod =
        pods.stream().map(Pod::namespace).filter(one -> !one.isEmpty()).findFirst();
    return ofPod.orElseGet(() ->
        bundle.objects("Gateway").stream()
            .filter(one -> one.group().equals("networking.istio.io"))
            .map(KubernetesObject::namespace)
            .filter(one -> one.equals("istio-system") || one.startsWith("istio-"))
            .findFirst()
            .orElse(""));
  }

  /** Istio's charts label gateway pods {@code istio: …gateway}. */
  static boolean isGateway(Pod pod) {
    KubernetesObject object = pod.object();
    String label = object == null ? "" : object.label("istio");
    return label.endsWith("gateway") || pod.name().contains("ingressgateway");
  }

  private static boolean balancer(Bundle bundle, String type, String attribute) {
    boolean listed =
        bundle.aws("LoadBalancers").stream()
            .anyMatch(one -> one.get("Type").textOrEmpty().equals(type));
    boolean attributes =
        bundle.awsAttributes().stream()
            .map(AttributeSet::values)
            .anyMatch(values -> values.containsKey(attribute));
    boolean annotated =
        type.equals("network")
            && bundle.objects("Service").stream().anyMatch(Surroundings::behindNetworkBalancer);
    return listed || attributes || annotated;
  }

  /**
   * AWS load balancer controller: the annotation, or the class; NLB names end in {@code
   * .elb.<region>.amazonaws.com}, those of classic ones in {@code .<region>.elb.amazonaws.com}.
   */
  private static boolean behindNetworkBalancer(KubernetesObject service) {
    String type = service.annotation("service.beta.kubernetes.io/aws-load-balancer-type");
    Node ingress = service.status().at("loadBalancer", "ingress");
    return type.startsWith("nlb")
        || type.equals("external")
        || service.spec().get("loadBalancerClass").textOrEmpty().equals("service.k8s.aws/nlb")
        || ingress.items().stream()
            .anyMatch(one ->
                one.get("hostname")
                    .textOrEmpty()
                    .matches(".*\\.elb\\.[a-z0-9-]+\\.amazonaws\\.com"));
  }
}
