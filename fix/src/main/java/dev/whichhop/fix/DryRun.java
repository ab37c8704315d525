package dev.whichhop.fix;

import dev.whichhop.fix.Unplanned.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks the server what a change would do, with everything that has a say: defaults, validation,
 * admission, ownership. Nothing is stored ({@code dryRun=All}).
 */
final class DryRun {
  private static final String MANAGER = "whichhop";

  private final ObjectAccess cluster;

  DryRun(ObjectAccess cluster) {
    this.cluster = cluster;
  }

  Prospect of(Intent intent) throws Unsuitable, IOException {
    ObjectAddress at = intent.at(version(intent));
    ApiAnswer live = cluster.get(at.path());
    if (live.missing() && at.kind() == ChangeableKind.DESTINATION_RULE) {
      at = sameHost(at, intent.fields());
      live = cluster.get(at.path());
    }
    if (live.missing()) {
      if (!intent.whole() || !intent.kind().creatable()) {
        throw new Unsuitable(Reason.NOT_THERE, "" + at);
      }
      return creation(at, body(at, intent.fields()));
    }
    requireGood(live);
    ObjectNode fields = Fitting.fit(intent, live.body());
    if (fields.isEmpty()) {
      throw new Unsuitable(Reason.IN_FORCE, "" + at);
    }
    return change(at, live.body(), body(at, fields));
  }

  /** Once more what a plan has, against the object as it is now. */
  Prospect again(PlannedChange planned) throws Unsuitable, IOException {
    if (planned.creates()) {
      if (planned.at().kind() == ChangeableKind.DESTINATION_RULE) {
        ObjectAddress since = sameHost(planned.at(), planned.fields());
        if (!since.equals(planned.at())) {
          throw new Unsuitable(Reason.HIDES_ANOTHER, "" + since);
        }
      }
      return creation(planned.at(), planned.fields());
    }
    ApiAnswer live = cluster.get(planned.at().path());
    if (live.missing()) {
      throw new Unsuitable(Reason.NOT_THERE, "" + planned.at());
    }
    requireGood(live);
    return change(planned.at(), live.body(), planned.fields());
  }

  private Prospect change(ObjectAddress at, JsonNode live, JsonNode body)
      throws Unsuitable, IOException {
    ApiAnswer answer = cluster.apply(at, body, MANAGER, false, true);
    List<Conflict> conflicts = answer.conflicts();
    if (!conflicts.isEmpty()) {
      answer = cluster.apply(at, body, MANAGER, true, true);
    }
    requireGood(answer);
    JsonNode then = answer.body();
    Set<FieldPath> ours = ManagedFields.of(then).of(MANAGER, "Apply");
    List<FieldChange> changes = new ArrayList<>();
    for (FieldPath path : ours) {
      boolean leaf = ours.stream().noneMatch(one -> !one.equals(path) && one.startsWith(path));
      FieldChange change = leaf ? FieldChange.between(path, live, then) : null;
      if (change != null) {
        changes.add(change);
      }
    }
    if (changes.isEmpty()) {
      throw new Unsuitable(Reason.IN_FORCE, "" + at);
    }
    return new Prospect(at, live, body, List.copyOf(changes), conflicts);
  }

  private Prospect creation(ObjectAddress at, JsonNode body) throws Unsuitable, IOException {
    requireGood(cluster.create(at, body, MANAGER, true));
    FieldChange whole = new FieldChange(new FieldPath(List.of()), null, body, 0);
    return new Prospect(at, MissingNode.getInstance(), body, List.of(whole), List.of());
  }

  private static void requireGood(ApiAnswer answer) throws Unsuitable {
    if (!answer.good()) {
      throw new Unsuitable(answer.denied() ? Reason.DENIED : Reason.REFUSED, answer.reason());
    }
  }

  /** The version to use: that of the text where the server has it, else the first it has. */
  private String version(Intent intent) throws Unsuitable, IOException {
    ChangeableKind kind = intent.kind();
    if (kind.group().isEmpty()) {
      return kind.versions().getFirst();
    }
    ApiAnswer group = cluster.get("/apis/" + kind.group());
    if (group.missing()) {
      throw new Unsuitable(Reason.NOT_INSTALLED, kind.plural() + "." + kind.group());
    }
    requireGood(group);
    List<String> served =
        group
            .body()
            .path("versions")
            .valueStream()
            .map(one -> one.path("version").asString(""))
            .toList();
    List<String> wanted = new ArrayList<>(kind.versions());
    wanted.addFirst(intent.version());
    for (String version : wanted) {
      if (served.contains(version) && has(kind, version)) {
        return version;
      }
    }
    throw new Unsuitable(Reason.NOT_INSTALLED, kind.plural() + "." + kind.group());
  }

  private boolean has(ChangeableKind kind, String version) throws IOException {
    return cluster
        .get("/apis/" + kind.group() + "/" + version)
        .body()
        .path("resources")
        .valueStream()
        .anyMatch(one -> one.path("name").asString("").equals(kind.plural()));
  }

  /**
   * The one rule that is for the same host by another name. A second one for a host is ignored in
   * part, and a precise one hides the settings of a wildcard (istio.io, {@code DestinationRule}:
   * only the most specific rule applies).
   */
  private ObjectAddress sameHost(ObjectAddress at, JsonNode fields) throws Unsuitable, IOException {
    String host = fields.path("spec").path("host").asString("");
    ApiAnswer all = cluster.get(at.collection());
    requireGood(all);
    List<String> same = new ArrayList<>();
    for (JsonNode rule : all.body().path("items")) {
      String name = rule.path("metadata").path("name").asString("");
      String other = rule.path("spec").path("host").asString("");
      if (Hosts.covers(other, host, at.namespace())) {
        throw new Unsuitable(Reason.HIDES_ANOTHER, at.named(name) + " (" + other + ")");
      }
      if (Hosts.shortName(other, at.namespace()).equals(Hosts.shortName(host, at.namespace()))) {
        same.add(name);
      }
    }
    if (same.size() > 1) {
      throw new Unsuitable(Reason.HIDES_ANOTHER, String.join(", ", same));
    }
    return same.isEmpty() ? at : at.named(same.getFirst());
  }

  private static ObjectNode body(ObjectAddress at, ObjectNode fields) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("apiVersion", at.apiVersion());
    body.put("kind", at.kind().kind());
    ObjectNode metadata = body.putObject("metadata");
    metadata.put("name", at.name());
    metadata.put("namespace", at.namespace());
    fields
        .properties()
        .forEach(field -> {
          if (field.getKey().equals("metadata")) {
            metadata.setAll((ObjectNode) field.getValue());
          } else {
            body.set(field.getKey(), field.getValue());
          }
        });
    return body;
  }
}
