package dev.whichhop.model.evidence;

/**
 * One resource of Envoy's effective configuration, from {@code /config_dump} or from {@code
 * istioctl proxy-config -o json}.
 *
 * @param proxy which proxy it was taken from, as far as the file tells; else the file name
 * @param root the resource itself; field names are snake_case or camelCase, use {@link Node#any}
 */
public record EnvoyResource(Kind kind, String name, String proxy, Node root) {

  /** What Envoy's xDS calls these. */
  public enum Kind {
    CLUSTER,
    LISTENER,
    ROUTE,
    ENDPOINT,
    SECRET,
    BOOTSTRAP,
    SCOPED_ROUTE,
    /** A filter that is delivered apart from its listener (ECDS). */
    EXTENSION
  }
}
