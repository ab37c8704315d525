package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Pod;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whose address is this? */
public final class Addresses {
  private Addresses() {}

  /** {@code 10.1.2.3:8080} and {@code [fd00::1]:8080} without the port. */
  public static String host(String address) {
    if (address.startsWith("[")) {
      int end = address.indexOf(']');
      return end < 0 ? address : address.substring(1, end);
    }
    int colon = address.lastIndexOf(':');
    return colon >= 0 && address.indexOf(':') == colon ? address.substring(0, colon) : address;
  }

  /** The port of {@code address:port}; -1 when there is none. */
  public static int port(String address) {
    int colon = address.lastIndexOf(':');
    try {
      return colon < 0 ? -1 : Integer.parseInt(address.substring(colon + 1));
    } catch (NumberFormatException noPort) {
      return -1;
    }
  }

  /** Addresses of pods and of endpoints, empty when the evidence lists neither. */
  public static Set<String> ofWorkloads(Bundle bundle) {
    Set<String> known = new HashSet<>();
    for (Pod pod : bundle.pods()) {
      if (!pod.ip().isEmpty()) {
        known.add(pod.ip());
      }
    }
    for (KubernetesObject object : bundle.objects()) {
      if (object.kind().equals("Endpoints")) {
        for (Node subset : object.root().get("subsets").items()) {
          subset.get("addresses").items().forEach(one -> known.add(one.get("ip").textOrEmpty()));
        }
      } else if (object.kind().equals("EndpointSlice")) {
        for (Node endpoint : object.root().get("endpoints").items()) {
          endpoint.get("addresses").items().forEach(one -> known.add(one.textOrEmpty()));
        }
      }
    }
    return known;
  }

  /**
   * Addresses that can be an endpoint of the service that an Envoy cluster is for: those that its
   * own EndpointSlices or Endpoints list, ready or not; where the evidence has none of them, all
   * addresses of pods and endpoints except those of pods in other namespaces, since a selector
   * finds pods of its own namespace only. Knative's activator stands for pods of any namespace.
   */
  public static Set<String> ofService(Bundle bundle, String cluster) {
    String host = Hosts.shortName(Hosts.ofCluster(cluster), "");
    int dot = host.indexOf('.');
    String namespace = dot < 0 ? "" : host.substring(dot + 1);
    Set<String> listed = listedFor(bundle, cluster);
    Set<String> known = listed.isEmpty() ? ofWorkloads(bundle) : listed;
    for (Pod pod : bundle.pods()) {
      if (pod.name().startsWith("activator-")) {
        known.add(pod.ip());
      } else if (listed.isEmpty()
          && !namespace.isEmpty()
          && !pod.namespace().isEmpty()
          && !pod.namespace().equals(namespace)) {
        known.remove(pod.ip());
      }
    }
    known.remove("");
    return known;
  }

  /** What the service's own EndpointSlices or Endpoints list; empty where there are none. */
  public static Set<String> listedFor(Bundle bundle, String cluster) {
    String host = Hosts.shortName(Hosts.ofCluster(cluster), "");
    int dot = host.indexOf('.');
    Set<String> listed = new HashSet<>();
    for (KubernetesObject object : bundle.objects()) {
      if (dot > 0 && object.namespace().equals(host.substring(dot + 1))) {
        listed.addAll(listedBy(object, host.substring(0, dot)));
      }
    }
    return listed;
  }

  /** What an EndpointSlice or Endpoints object of the service lists. */
  private static Set<String> listedBy(KubernetesObject object, String service) {
    Set<String> addresses = new HashSet<>();
    if (object.kind().equals("EndpointSlice")
        && object.label("kubernetes.io/service-name").equals(service)) {
      for (Node endpoint : object.root().get("endpoints").items()) {
        endpoint.get("addresses").items().forEach(one -> addresses.add(one.textOrEmpty()));
      }
    } else if (object.kind().equals("Endpoints") && object.name().equals(service)) {
      for (Node subset : object.root().get("subsets").items()) {
        subset.get("addresses").items().forEach(one -> addresses.add(one.get("ip").textOrEmpty()));
        subset
            .get("notReadyAddresses")
            .items()
            .forEach(one -> addresses.add(one.get("ip").textOrEmpty()));
      }
    }
    return addresses;
  }

  /**
   * Whether the evidence lists who serves a cluster: endpoints of services of its namespace, a
   * table of the pods there, or at least one of its pods, known by name or by having answered. One
   * pod by itself, such as the caller's, is no list: that an address is missing then proves
   * nothing.
   */
  public static boolean lists(Bundle bundle, String cluster) {
    String host = Hosts.shortName(Hosts.ofCluster(cluster), "");
    int dot = host.indexOf('.');
    String service = dot < 0 ? host : host.substring(0, dot);
    String namespace = dot < 0 ? "" : host.substring(dot + 1);
    List<Pod> pods =
        bundle.pods().stream()
            .filter(pod ->
                namespace.isEmpty()
                    || pod.namespace().isEmpty()
                    || pod.namespace().equals(namespace))
            .toList();
    return bundle.objects().stream()
            .filter(one -> one.kind().startsWith("Endpoint"))
            .anyMatch(one -> namespace.isEmpty() || one.namespace().equals(namespace))
        || (!pods.isEmpty() && !bundle.tables("pods").isEmpty())
        || pods.stream().anyMatch(pod -> pod.name().startsWith(service + "-"))
        || answeredAny(bundle, cluster, pods);
  }

  private static boolean answeredAny(Bundle bundle, String cluster, List<Pod> pods) {
    Set<String> addresses = pods.stream().map(Pod::ip).collect(Collectors.toSet());
    addresses.remove("");
    return !addresses.isEmpty()
        && bundle.observations().stream()
            .filter(one -> one.succeeded() && one.upstreamCluster().equals(cluster))
            .anyMatch(one -> addresses.contains(host(one.upstreamHost())));
  }

  /** The pod that has this address (port allowed). */
  public static Optional<Pod> pod(Bundle bundle, String address) {
    String host = host(address);
    return bundle.pods().stream().filter(pod -> pod.ip().equals(host)).findFirst();
  }

  /** True when an IPv4 address shares its first 16 bits with one of the others. */
  public static boolean nearAny(String address, Set<String> others) {
    int second = address.indexOf('.', address.indexOf('.') + 1);
    return second > 0
        && others.stream().anyMatch(one -> one.startsWith(address.substring(0, second + 1)));
  }
}
