package dev.whichhop.live;

/**
 * A kind of object as the server's discovery tells it.
 *
 * @param group API group; empty for the core group
 * @param version the server's preferred one, or the first that has the kind
 * @param plural name in paths and rules, such as {@code virtualservices}
 * @param kind name in objects, such as {@code VirtualService}
 */
record Resource(String group, String version, String plural, String kind, boolean namespaced) {

  /** Path of the list: of one namespace, or of the whole cluster where it is empty. */
  String path(String namespace) {
    String root = group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
    return root
        + (namespaced && !namespace.isEmpty() ? "/namespaces/" + namespace : "")
        + "/"
        + plural;
  }

  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** {@code pods}, {@code gateways.networking.istio.io}: as kubectl takes it. */
  String fullName() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  /** Where its objects of one namespace go in the bundle. */
  String file(String namespace) {
    return "kubernetes/" + (namespace.isEmpty() ? "" : namespace + "/") + fullName() + ".json";
  }

  /** The rule that a role needs to list it. */
  String rule() {
    return Rules.rule(group, plural, "list");
  }
}
