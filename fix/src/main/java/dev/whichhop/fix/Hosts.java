package dev.whichhop.fix;

/** Names of services as Istio resolves them. */
final class Hosts {
  private static final String LOCAL = ".svc.cluster.local";

  private Hosts() {}

  /**
   * {@code cart.shop} of {@code cart}, {@code cart.shop} and {@code cart.shop.svc.cluster.local}.
   */
  static String shortName(String host, String namespace) {
    if (host.endsWith(LOCAL)) {
      return host.substring(0, host.length() - LOCAL.length());
    }
    return host.contains(".") ? host : host + "." + namespace;
  }

  /** True when a rule for the pattern ({@code *.shop.svc.cluster.local}) covers the host. */
  static boolean covers(String pattern, String host, String namespace) {
    if (!pattern.startsWith("*")) {
      return false;
    }
    return (shortName(host, namespace) + LOCAL).endsWith(pattern.substring(1));
  }
}
