package dev.whichhop.fix;

import dev.whichhop.fix.Unplanned.Reason;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The routes of a VirtualService are one list that has one owner. A change of one route is a new
 * list: all routes as they are, and in those that lead to the same host the wanted fields.
 */
final class Routes {
  private Routes() {}

  static ArrayNode fit(ArrayNode wanted, JsonNode live, String namespace) throws Unsuitable {
    if (!(live instanceof ArrayNode) || live.isEmpty()) {
      throw new Unsuitable(Reason.LIST, "http");
    }
    ArrayNode routes = (ArrayNode) live.deepCopy();
    for (JsonNode change : wanted) {
      String host = host(change.path("route").path(0), namespace);
      boolean found = false;
      for (JsonNode route : routes) {
        boolean same =
            !host.isEmpty()
                && route
                    .path("route")
                    .valueStream()
                    .anyMatch(to -> host(to, namespace).equals(host));
        if (same) {
          found = true;
          for (Map.Entry<String, JsonNode> field : change.properties()) {
            if (!field.getKey().equals("route")) {
              ((ObjectNode) route).set(field.getKey(), field.getValue());
            }
          }
        }
      }
      if (!found) {
        throw new Unsuitable(Reason.LIST, "http");
      }
    }
    return routes;
  }

  private static String host(JsonNode destination, String namespace) {
    String host = destination.path("destination").path("host").asString("");
    return host.isEmpty() ? "" : Hosts.shortName(host, namespace);
  }
}
