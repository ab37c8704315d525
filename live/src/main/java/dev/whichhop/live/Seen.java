package dev.whichhop.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What passed by on its way into the bundle and decides which logs are worth fetching. */
final class Seen {
  private final List<SeenPod> pods = new ArrayList<>();
  private final Map<String, Map<String, String>> selectors = new HashMap<>();
  private final List<SeenBackend> routes = new ArrayList<>();
  private final Set<String> namespaces = new HashSet<>();

  synchronized void object(Resource resource, ObjectNode object) {
    switch (resource.fullName()) {
      case "namespaces" -> namespaces.add(name(object));
      case "pods" -> pods.add(pod(object));
      case "services" ->
          selectors.put(
              namespace(object) + "/" + name(object), texts(object.path("spec").path("selector")));
      case "virtualservices.networking.istio.io" -> routes.add(virtualService(object));
      case "httproutes.gateway.networking.k8s.io" -> routes.add(httpRoute(object));
      case "routes.serving.knative.dev" -> routes.add(knativeRoute(object));
      default -> {}
    }
  }

  /** Empty when they could not be listed: every cluster has some. */
  synchronized Set<String> namespaces() {
    return Set.copyOf(namespaces);
  }

  /** By namespace and name. */
  synchronized List<SeenPod> pods() {
    return pods.stream()
        .sorted(Comparator.comparing(SeenPod::namespace).thenComparing(SeenPod::name))
        .toList();
  }

  /** Selector of a Service; empty when it is unknown or has none. */
  synchronized Map<String, String> selector(String namespace, String service) {
    return selectors.getOrDefault(namespace + "/" + service, Map.of());
  }

  synchronized List<SeenBackend> routes() {
    return List.copyOf(routes);
  }

  private static String namespace(JsonNode object) {
    return object.path("metadata").path("namespace").asString("");
  }

  private static String name(JsonNode object) {
    return object.path("metadata").path("name").asString("");
  }

  private static Map<String, String> texts(JsonNode mapping) {
    Map<String, String> texts = new HashMap<>();
    mapping.properties().forEach(one -> texts.put(one.getKey(), one.getValue().asString("")));
    return Map.copyOf(texts);
  }

  private static SeenPod pod(JsonNode pod) {
    JsonNode status = pod.path("status");
    Set<String> restarted = new HashSet<>();
    for (String list : List.of("containerStatuses", "initContainerStatuses")) {
      for (JsonNode container : status.path(list)) {
        if (container.path("restartCount").asInt(0) > 0) {
          restarted.add(container.path("name").asString(""));
        }
      }
    }
    List<SeenPod.Container> containers = new ArrayList<>();
    for (JsonNode container : pod.path("spec").path("containers")) {
      containers.add(container(container, restarted));
    }
    // Native sidecars are init containers that go on (KEP-753); the others have said their piece.
    for (JsonNode container : pod.path("spec").path("initContainers")) {
      if (container.path("restartPolicy").asString("").equals("Always")) {
        containers.add(container(container, restarted));
      }
    }
    String owner = pod.path("metadata").path("ownerReferences").path(0).path("name").asString("");
    return new SeenPod(
        namespace(pod),
        name(pod),
        texts(pod.path("metadata").path("labels")),
        List.copyOf(containers),
        owner.isEmpty() ? name(pod) : owner,
        status.path("phase").asString("").equals("Running"));
  }

  private static SeenPod.Container container(JsonNode container, Set<String> restarted) {
    String name = container.path("name").asString("");
    return new SeenPod.Container(name, restarted.contains(name));
  }

  private static SeenBackend virtualService(JsonNode object) {
    JsonNode spec = object.path("spec");
    List<String> services = new ArrayList<>();
    for (String protocol : List.of("http", "tls", "tcp")) {
      for (JsonNode rule : spec.path(protocol)) {
        for (JsonNode route : rule.path("route")) {
          services.add(route.path("destination").path("host").asString(""));
        }
      }
    }
    return new SeenBackend(namespace(object), list(spec.path("hosts")), List.copyOf(services));
  }

  private static SeenBackend httpRoute(JsonNode object) {
    List<String> services = new ArrayList<>();
    for (JsonNode rule : object.path("spec").path("rules")) {
      for (JsonNode backend : rule.path("backendRefs")) {
        String namespace = backend.path("namespace").asString("");
        String name = backend.path("name").asString("");
        services.add(namespace.isEmpty() ? name : name + "." + namespace);
      }
    }
    List<String> hosts = list(object.path("spec").path("hostnames"));
    // Without host names it answers to every host (Gateway API, HTTPRouteSpec.hostnames).
    return new SeenBackend(
        namespace(object), hosts.isEmpty() ? List.of("*") : hosts, List.copyOf(services));
  }

  /** Its host leads to revisions, whose pods carry the revision's name as a label. */
  private static SeenBackend knativeRoute(JsonNode object) {
    JsonNode status = object.path("status");
    String host = status.path("url").asString("").replaceFirst("^https?://", "");
    List<String> services = new ArrayList<>();
    for (JsonNode traffic : status.path("traffic")) {
      services.add(traffic.path("revisionName").asString(""));
    }
    return new SeenBackend(namespace(object), List.of(host), List.copyOf(services));
  }

  private static List<String> list(JsonNode items) {
    List<String> texts = new ArrayList<>();
    items.forEach(one -> texts.add(one.asString("")));
    return List.copyOf(texts);
  }
}
