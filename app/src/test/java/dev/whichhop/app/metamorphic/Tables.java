package dev.whichhop.app.metamorphic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Pods, Services and Nodes as the tables of {@code kubectl get -A -o wide} instead of whole
 * objects.
 */
final class Tables {
  private Tables() {}

  static String instead(String text) {
    List<Map<?, ?>> objects = Documents.objects(text).orElse(List.of());
    if (objects.isEmpty()) {
      return text;
    }
    Optional<String> kind = Optional.of(String.valueOf(objects.getFirst().get("kind")));
    if (!objects.stream().allMatch(one -> kind.get().equals(one.get("kind")))) {
      return text;
    }
    return switch (kind.get()) {
      case "Pod" ->
          table(
              "NAMESPACE NAME READY STATUS RESTARTS AGE IP NODE",
              objects.stream().map(Tables::pod).toList());
      case "Service" ->
          table(
              "NAMESPACE NAME TYPE CLUSTER-IP EXTERNAL-IP PORT(S) AGE SELECTOR",
              objects.stream().map(Tables::service).toList());
      default -> text;
    };
  }

  private static List<String> pod(Map<?, ?> pod) {
    List<?> statuses = items(pod, "status", "containerStatuses");
    long ready =
        statuses.stream()
            .filter(one -> Boolean.TRUE.equals(((Map<?, ?>) one).get("ready")))
            .count();
    int containers = items(pod, "spec", "containers").size();
    int restarts =
        statuses.stream()
            .mapToInt(one -> ((Map<?, ?>) one).get("restartCount") instanceof Integer n ? n : 0)
            .sum();
    String waiting =
        statuses.stream()
            .map(one -> at(one, "state", "waiting", "reason"))
            .flatMap(Optional::stream)
            .map(String::valueOf)
            .findFirst()
            .orElse(word(pod, "status", "phase"));
    boolean leaving = at(pod, "metadata", "deletionTimestamp").isPresent();
    return List.of(
        word(pod, "metadata", "namespace"),
        word(pod, "metadata", "name"),
        ready + "/" + containers,
        leaving ? "Terminating" : waiting,
        Integer.toString(restarts),
        "5d",
        word(pod, "status", "podIP"),
        word(pod, "spec", "nodeName"));
  }

  private static List<String> service(Map<?, ?> service) {
    String ports =
        items(service, "spec", "ports").stream()
            .map(port ->
                word(port, "port")
                    + at(port, "nodePort").map(node -> ":" + node).orElse("")
                    + "/"
                    + at(port, "protocol").map(String::valueOf).orElse("TCP"))
            .collect(Collectors.joining(","));
    String selector =
        at(service, "spec", "selector")
            .filter(Map.class::isInstance)
            .map(map ->
                ((Map<?, ?>) map)
                    .entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue())
                        .collect(Collectors.joining(",")))
            .orElse("<none>");
    String external =
        items(service, "status", "loadBalancer", "ingress").stream()
            .map(one ->
                at(one, "hostname").or(() -> at(one, "ip")).map(String::valueOf).orElse("<none>"))
            .collect(Collectors.joining(","));
    return List.of(
        word(service, "metadata", "namespace"),
        word(service, "metadata", "name"),
        at(service, "spec", "type").map(String::valueOf).orElse("ClusterIP"),
        word(service, "spec", "clusterIP"),
        external.isEmpty() ? "<none>" : external,
        ports.isEmpty() ? "<none>" : ports,
        "90d",
        selector.isEmpty() ? "<none>" : selector);
  }

  /** Columns three blanks apart, each as wide as its longest cell. */
  private static String table(String header, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>();
    all.add(List.of(header.split(" ")));
    all.addAll(rows);
    StringBuilder text = new StringBuilder();
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        int at = column;
        int width = all.stream().mapToInt(one -> one.get(at).length()).max().orElse(0);
        line.append(row.get(column)).append(" ".repeat(width - row.get(column).length() + 3));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String word(Object object, String... path) {
    return at(object, path).map(String::valueOf).orElse("<none>");
  }

  private static List<?> items(Object object, String... path) {
    return at(object, path).orElse(List.of()) instanceof List<?> list ? list : List.of();
  }

  private static Optional<Object> at(Object object, String... path) {
    Object here = object;
    for (String key : path) {
      if (!(here instanceof Map<?, ?> map) || map.get(key) == null) {
        return Optional.empty();
      }
      here = map.get(key);
    }
    return Optional.of(here);
  }
}
