package dev.whichhop.live;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which pods the question is about. Control planes and gateways always are: they saw the request
 * whoever it was for.
 *
 * @param services {@code name} or {@code name.namespace}; Services or Knative services
 * @param hosts as the caller names them, without a port
 * @param pods {@code name}, {@code name.namespace}, {@code deploy/name} and the like
 */
public record Focus(List<String> services, List<String> hosts, List<String> pods) {
  /** Labels that Knative puts on pods ({@code pkg/apis/serving/register.go}). */
  private static final List<String> KNATIVE_NAMES =
      List.of(
          "serving.knative.dev/service",
          "serving.knative.dev/revision",
          "serving.knative.dev/configuration");

  public Focus {
    services = List.copyOf(services);
    hosts = List.copyOf(hosts);
    pods = List.copyOf(pods);
  }

  boolean everything() {
    return services.isEmpty() && hosts.isEmpty() && pods.isEmpty();
  }

  /** The pods that are meant, in the order of {@code seen}. */
  List<SeenPod> of(Seen seen) {
    Set<Name> wanted = new HashSet<>();
    services.forEach(one -> wanted.add(Name.of(one)));
    for (String host : hosts) {
      wanted.addAll(behind(host, seen));
    }
    List<SeenPod> found = new ArrayList<>();
    for (SeenPod pod : seen.pods()) {
      boolean named = pods.stream().anyMatch(one -> isNamed(pod, one));
      if (everything() || named || wanted.stream().anyMatch(one -> serves(pod, one, seen))) {
        found.add(pod);
      }
    }
    return List.copyOf(found);
  }

  /**
   * @param namespace empty for any
   */
  private record Name(String name, String namespace) {
    /** {@code name}, {@code name.namespace}, {@code name.namespace.svc…}. */
    static Name of(String text) {
      String[] parts = text.toLowerCase(Locale.ROOT).split("\\.", 3);
      return new Name(parts[0], parts.length > 1 ? parts[1] : "");
    }

    boolean in(String of) {
      return namespace.isEmpty() || namespace.equals(of);
    }
  }

  private static Set<Name> behind(String host, Seen seen) {
    Set<Name> services = new HashSet<>();
    for (SeenBackend route : seen.routes()) {
      if (route.hosts().stream().anyMatch(one -> answersTo(one, host))) {
        for (String service : route.services()) {
          Name name = Name.of(service);
          services.add(name.namespace.isEmpty() ? new Name(name.name, route.namespace()) : name);
        }
      }
    }
    if (services.isEmpty() && (!host.contains(".") || host.contains(".svc"))) {
      services.add(Name.of(host));
    }
    return services;
  }

  private static boolean answersTo(String pattern, String host) {
    if (pattern.equalsIgnoreCase(host)) {
      return true;
    }
    // Istio's * is every host; *.example.com is not example.com itself.
    return pattern.startsWith("*")
        && host.toLowerCase(Locale.ROOT).endsWith(pattern.substring(1).toLowerCase(Locale.ROOT));
  }

  private static boolean isNamed(SeenPod pod, String text) {
    int slash = text.indexOf('/');
    Name name = Name.of(text.substring(slash + 1));
    if (!name.in(pod.namespace())) {
      return false;
    }
    String wanted = name.name;
    boolean isPod = pod.name().equals(wanted);
    // A Deployment's pods belong to a ReplicaSet, named after it and the hash that they carry
    // (Kubernetes, pkg/controller/deployment/sync.go, getNewReplicaSet).
    String hash = pod.labels().getOrDefault("pod-template-hash", "");
    boolean ofWorkload =
        pod.workload().equals(wanted)
            || (!hash.isEmpty() && pod.workload().equals(wanted + "-" + hash));
    return slash < 0 ? isPod : ofWorkload || isPod;
  }

  private static boolean serves(SeenPod pod, Name service, Seen seen) {
    if (!service.in(pod.namespace())) {
      return false;
    }
    Map<String, String> selector = seen.selector(pod.namespace(), service.name);
    boolean selected =
        !selector.isEmpty() && pod.labels().entrySet().containsAll(selector.entrySet());
    return selected
        || KNATIVE_NAMES.stream().anyMatch(label -> service.name.equals(pod.labels().get(label)));
  }
}
