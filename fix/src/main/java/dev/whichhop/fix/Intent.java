package dev.whichhop.fix;

import dev.whichhop.fix.Unplanned.Reason;
import dev.whichhop.knowledge.RemedyFacts.Target;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a remedy's text wants of which object, before the server is asked.
 *
 * @param version of the group as the text has it; empty when it has none
 * @param fields the text without {@code apiVersion}, {@code kind}, name and namespace; empty for a
 *     restart
 * @param whole true when the text is a whole object, which may be made where it is not there
 */
record Intent(
    ChangeableKind kind,
    String version,
    String namespace,
    String name,
    ObjectNode fields,
    boolean whole) {

  private static final Pattern PLACEHOLDER = Pattern.compile("<[^<>]+>");

  /** Parts of an object that stand at its root; a text that begins further inside is no patch. */
  private static final Set<String> ROOTS = Set.of("spec", "metadata");

  static Intent of(Remedied remedy, Target target) throws Unsuitable {
    switch (remedy.kind()) {
      case "yaml" -> {}
      case "cli" -> throw new Unsuitable(Reason.COMMANDS, "");
      default -> throw new Unsuitable(Reason.WORDS, "");
    }
    ObjectNode tree = parse(remedy.text());
    String apiVersion = tree.path("apiVersion").asString("");
    String kind = tree.path("kind").asString("");
    boolean whole = !apiVersion.isEmpty() && !kind.isEmpty();
    tree.remove(Set.of("apiVersion", "kind"));
    if (!tree.propertyStream().allMatch(one -> ROOTS.contains(one.getKey())) || tree.isEmpty()) {
      throw new Unsuitable(Reason.FRAGMENT, String.join(", ", tree.propertyNames()));
    }
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    String version = apiVersion.substring(slash + 1);
    if (!whole) {
      kind = remedy.object().split("/", 2)[0];
      group = groupOf(target);
    }
    if (kind.isEmpty()) {
      throw new Unsuitable(Reason.NO_OBJECT, "");
    }
    Optional<ChangeableKind> known = ChangeableKind.of(group, kind);
    if (known.isEmpty()) {
      throw new Unsuitable(Reason.KIND, kind);
    }
    String namespace = tree.path("metadata").path("namespace").asString("");
    String name = tree.path("metadata").path("name").asString("");
    if (!whole) {
      String[] parts = remedy.object().split("/", -1);
      namespace = parts.length == 3 ? parts[1] : "";
      name = parts[parts.length - 1];
    }
    if (!ObjectAddress.isName(namespace) || !ObjectAddress.isName(name)) {
      throw new Unsuitable(Reason.NO_OBJECT, namespace + "/" + name);
    }
    if (tree.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove(Set.of("name", "namespace"));
      if (metadata.isEmpty()) {
        tree.remove("metadata");
      }
    }
    return new Intent(known.get(), version, namespace, name, tree, whole);
  }

  private static ObjectNode parse(String text) throws Unsuitable {
    Object loaded;
    try {
      loaded = new Load(LoadSettings.builder().build()).loadFromString(text);
    } catch (YamlEngineException wrong) {
      // Where a placeholder stands, some texts are not even YAML.
      placeholders(text.replaceAll("(?m)^\\s*#.*$", ""));
      throw new Unsuitable(Reason.FRAGMENT, "");
    }
    if (!(loaded instanceof Map)) {
      throw new Unsuitable(Reason.FRAGMENT, "");
    }
    ObjectNode tree = JsonMapper.shared().valueToTree(loaded);
    placeholders(tree.toString());
    return tree;
  }

  static void placeholders(String text) throws Unsuitable {
    Matcher placeholder = PLACEHOLDER.matcher(text);
    if (placeholder.find()) {
      throw new Unsuitable(Reason.PLACEHOLDER, placeholder.group());
    }
  }

  private static String groupOf(Target target) throws Unsuitable {
    return switch (target) {
      case DESTINATION_RULE, VIRTUAL_SERVICE -> "networking.istio.io";
      case KNATIVE_SERVICE -> "serving.knative.dev";
      case WORKLOAD, GATEWAY_WORKLOAD -> "apps";
      case SERVICE -> "";
      case NONE, TARGET_GROUP, LISTENER -> throw new Unsuitable(Reason.NO_OBJECT, "");
    };
  }

  ObjectAddress at(String served) {
    return new ObjectAddress(kind, served, namespace, name);
  }
}
