package dev.whichhop.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
      if (Wanted.group(name)) {
        found.addAll(ofGroup(name, versions(group)));
      }
    }
    found.sort(Comparator.comparing(Resource::group).thenComparing(Resource::plural));
    return List.copyOf(found);
  }

  /**
   * The preferred version first. Of groups whose every kind is wanted all versions: not every kind
   * is in the preferred one (EnvoyFilter is {@code v1alpha3} alone, DomainMapping {@code v1beta1}).
   */
  private static Set<String> versions(JsonNode group) {
    Set<String> versions = new LinkedHashSet<>();
    versions.add(group.path("preferredVersion").path("version").asString(""));
    if (Wanted.wholeGroup(group.path("name").asString(""))) {
      for (JsonNode one : group.path("versions")) {
        versions.add(one.path("version").asString(""));
      }
    }
    return versions;
  }

  /** Each kind in the first version that has it. */
  private Collection<Resource> ofGroup(String group, Set<String> versions) {
    Map<String, Resource> found = new LinkedHashMap<>();
    for (String version : versions) {
      String what = "kinds of " + group + "/" + version;
      try {
        of(group, version, "/apis/" + group + "/" + version)
            .forEach(kind -> found.putIfAbsent(kind.plural(), kind));
      } catch (Budget.Spent spent) {
        ledger.leftOut(what, "", "" + spent.getMessage(), Wanted.artefacts(group));
      } catch (IOException half) {
        // Half-installed: the group is announced and its kinds cannot be had.
        ledger.failed(what, "", "" + half.getMessage(), Wanted.artefacts(group));
      }
    }
    return found.values();
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
