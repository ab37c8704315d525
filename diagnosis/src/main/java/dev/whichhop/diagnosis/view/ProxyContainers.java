package dev.whichhop.diagnosis.view;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The containers {@code istio-proxy} of sidecars and gateways: what they may use. */
public final class ProxyContainers {
  public static final String NAME = "istio-proxy";

  /**
   * A number of one proxy.
   *
   * @param pod empty when the evidence does not tell it
   */
  public record Amount(String pod, double value, Evidence evidence) {}

  private ProxyContainers() {}

  /** True for series of the proxy's container, from cAdvisor, kube-state-metrics or a cgroup. */
  public static boolean isOf(MetricSeries series) {
    boolean named =
        series.labels().getOrDefault("container", "").equals(NAME)
            || series.labels().getOrDefault("container_name", "").equals(NAME);
    return named && !isZtunnel(pod(series));
  }

  /** The node's ztunnel of ambient mode: its container has the same name. */
  public static boolean isZtunnel(String pod) {
    return pod.equals("ztunnel") || pod.startsWith("ztunnel-");
  }

  /** The pod that a series is about; empty when it does not say. */
  public static String pod(MetricSeries series) {
    return series.labels().getOrDefault("pod", series.labels().getOrDefault("pod_name", ""));
  }

  /**
   * The hop of a proxy when the name of its pod or workload tells that it is a gateway's; null for
   * a sidecar.
   */
  public static @Nullable Hop hop(String name) {
    return name.contains("gateway") || name.contains("ingress") ? Hop.GATEWAY : null;
  }

  /** The container in the spec of a pod, native sidecars (init containers) included. */
  public static Optional<Node> spec(KubernetesObject pod) {
    return Stream.of("containers", "initContainers")
        .filter(_ -> !isZtunnel(pod.name()))
        .flatMap(list -> pod.spec().get(list).items().stream())
        .filter(one -> one.get("name").textOrEmpty().equals(NAME))
        .findFirst();
  }

  /** The container in the status of a pod. */
  public static Optional<Node> status(KubernetesObject pod) {
    return Stream.of("containerStatuses", "initContainerStatuses")
        .filter(_ -> !isZtunnel(pod.name()))
        .flatMap(list -> pod.status().get(list).items().stream())
        .filter(one -> one.get("name").textOrEmpty().equals(NAME))
        .findFirst();
  }

  /** Limits from pods, {@code cpu} in cores, {@code memory} in bytes. */
  public static List<Amount> limits(Bundle bundle, String resource) {
    List<Amount> limits = new ArrayList<>();
    for (KubernetesObject pod : bundle.objects("Pod")) {
      spec(pod).ifPresent(one -> add(pod, one.at("resources", "limits", resource), limits));
    }
    for (KubernetesObject pod : bundle.objects("DescribedPod")) {
      add(pod, pod.root().at("Containers", NAME, "Limits").get(resource), limits);
    }
    return limits;
  }

  private static void add(KubernetesObject pod, Node limit, List<Amount> into) {
    OptionalDouble value = Quantity.parse(limit.textOrEmpty());
    if (value.isPresent() && !isZtunnel(pod.name())) {
      into.add(new Amount(pod.name(), value.getAsDouble(), limit.evidence()));
    }
  }

  /** The amount of the same pod; where one side names no pod, the only one there is. */
  public static Optional<Amount> samePod(List<Amount> amounts, String pod) {
    Optional<Amount> same = amounts.stream().filter(one -> one.pod.equals(pod)).findFirst();
    boolean alone = amounts.size() == 1 && (pod.isEmpty() || amounts.getFirst().pod.isEmpty());
    return same.isPresent() || !alone ? same : Optional.of(amounts.getFirst());
  }
}
