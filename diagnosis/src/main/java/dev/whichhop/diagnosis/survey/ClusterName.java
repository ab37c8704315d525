package dev.whichhop.diagnosis.survey;

import java.util.Optional;

/**
 * An Envoy cluster as Istio names it, {@code outbound|80|v1|orders.shop.svc.cluster.local}.
 *
 * @param subset empty for the cluster without a subset
 */
record ClusterName(int port, String subset, String host) {

  /** Empty for inbound clusters and for those that no service stands behind. */
  static Optional<ClusterName> parse(String name) {
    String[] parts = name.split("\\|", -1);
    if (parts.length != 4 || !parts[0].equals("outbound") || !parts[1].matches("\\d{1,5}")) {
      return Optional.empty();
    }
    return Optional.of(new ClusterName(Integer.parseInt(parts[1]), parts[2], parts[3]));
  }

  /** {@code host:port}, with the subset in parentheses. */
  String shown() {
    return host + ":" + port + (subset.isEmpty() ? "" : " (" + subset + ")");
  }
}
