package dev.whichhop.diagnosis.check.ambient;

import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.ProxyContainers;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Pod;
import java.util.List;
import java.util.Set;

/** What the pieces of ambient mode are called (istio/istio charts and labels, istio/ztunnel). */
final class Ambient {
  /** ztunnel receives tunnelled connections here (istio-envoy facts 3, "Local ports"). */
  static final int HBONE_PORT = 15008;

  private static final String GATEWAY_NAME = "gateway.networking.k8s.io/gateway-name";

  /** Classes that istiod makes waypoints for; the second ships with the CNI of other vendors. */
  private static final Set<String> WAYPOINT_CLASSES =
      Set.of("istio-waypoint", "istio-agentgateway-waypoint");

  /** Container states in which a pod serves nothing. */
  private static final Set<String> DOWN =
      Set.of(
          "CrashLoopBackOff",
          "OOMKilled",
          "Error",
          "ImagePullBackOff",
          "ErrImagePull",
          "CreateContainerConfigError",
          "Pending",
          "Evicted",
          "ContainerStatusUnknown");

  private Ambient() {}

  /** The DaemonSet of the chart is called so, and its pods have five characters behind. */
  static List<Pod> ztunnels(Bundle bundle) {
    return bundle.pods().stream().filter(pod -> ProxyContainers.isZtunnel(pod.name())).toList();
  }

  /** Not ready, as far as the row or object tells. */
  static boolean isDown(Pod pod) {
    return DOWN.contains(pod.status()) || pod.containers() > 0 && !pod.ready();
  }

  static List<LogRecord> ztunnelErrors(Bundle bundle) {
    return bundle.logs().stream()
        .filter(one -> one.component() == Component.ZTUNNEL)
        .filter(one -> !one.fields().getOrDefault("error", "").isEmpty())
        .filter(one -> one.fields().containsKey("src.addr"))
        .toList();
  }

  /** True for a connection to another pod's ztunnel or to a waypoint. */
  static boolean isTunnelled(LogRecord access) {
    return Addresses.port(access.fields().getOrDefault("dst.addr", "")) == HBONE_PORT;
  }

  static boolean isWaypoint(KubernetesObject gateway) {
    return gateway.group().equals("gateway.networking.k8s.io")
        && WAYPOINT_CLASSES.contains(gateway.spec().get("gatewayClassName").textOrEmpty());
  }

  /** Pods that istiod made for a waypoint. */
  static List<Pod> podsOf(Bundle bundle, String namespace, String waypoint) {
    return bundle.pods().stream()
        .filter(pod -> pod.namespace().isEmpty() || pod.namespace().equals(namespace))
        .filter(pod -> {
          KubernetesObject object = pod.object();
          Node labels = object == null ? null : object.metadata().get("labels");
          return labels != null && labels.get(GATEWAY_NAME).exists()
              ? labels.get(GATEWAY_NAME).textOrEmpty().equals(waypoint)
              : isNamedAfter(pod.name(), waypoint);
        })
        .toList();
  }

  /** {@code waypoint-6d5bf7bd84-k2x9p} for {@code waypoint}: the name, a hash and a suffix. */
  static boolean isNamedAfter(String pod, String workload) {
    return pod.startsWith(workload + "-")
        && pod.substring(workload.length() + 1).matches("[a-z0-9]{6,10}-[a-z0-9]{5}");
  }
}
