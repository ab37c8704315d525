package dev.whichhop.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Asks the server which of the wanted kinds it has; what is not installed is not asked for. */
final class Discovery {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MOST = 16 << 20;

  private final ClusterAccess cluster;
  private final Ledger ledger;

  Discovery(ClusterAccess cluster, Ledger ledger) {
    this.cluster = cluster;
    this.ledger = ledger;
  }

  /** {@code v1.34.4}; empty when the server does not say. */
  String serverVersion() {
    try {
      return tree("/version").path("gitVersion").asString("");
    } catch (IOException unknown) {
      return "";
    }
  }

  /**
   * The wanted kinds that can be listed, in a fixed order.
   *
   * @throws NoCluster when the server cannot be asked at all
   */
  List<Resource> find() throws IOException {
    List<Resource> found = new ArrayList<>();
    JsonNode groups;
    try {
      groups = tree("/apis");
      found.addAll(of("", "v1", "/api/v1"));
    } catch (Budget.Spent spent) {
      throw spent;
    } catch (IOException unreachable) {
      throw new NoCluster(cluster.server() + ": " + unreachable.getMessage());
    }
    for (JsonNode group : groups.path("groups")) {
      String name = group.path("name").asString("");
      String version = group.path("preferredVersion").path("version").asString("");
      if (Wanted.group(name)) {
        try {
          found.addAll(of(name, version, "/apis/" + name + "/" + version));
        } catch (IOException half) {
          // Half-installed: the group is announced and its kinds cannot be had.
          ledger.failed("kinds of " + name + "/" + version, "", "" + half.getMessage(), List.of());
        }
      }
    }
    found.sort(Comparator.comparing(Resource::group).thenComparing(Resource::plural));
    return List.copyOf(found);
  }

  private List<Resource> of(String group, String version, String path) throws IOException {
    List<Resource> found = new ArrayList<>();
    for (JsonNode kind : tree(path).path("resources")) {
      String plural = kind.path("name").asString("");
      boolean list = false;
      for (JsonNode verb : kind.path("verbs")) {
        list |= verb.asString("").equals("list");
      }
      if (list && Wanted.kind(group, plural)) {
        found.add(
            new Resource(
                group,
                version,
                plural,
                kind.path("kind").asString(""),
                kind.path("namespaced").asBoolean(false)));
      }
    }
    return found;
  }

  private JsonNode tree(String path) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Answer answer = cluster.get(path, body, MOST);
    if (!answer.good()) {
      throw new IOException(answer.reason());
    }
    try {
      return JSON.readTree(body.toByteArray());
    } catch (JacksonException notJson) {
      throw new IOException("the answer is not JSON; is this a Kubernetes API server?", notJson);
    }
  }
}
