package dev.whichhop.fix;

import dev.whichhop.fix.Unplanned.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Fits what a remedy wants to the object that is there, so that nothing but the meant fields is
 * applied: what stands already is left out (whoever applies a field owns it, even with the same
 * value), and values that are whole documents or lists keep their other parts.
 */
final class Fitting {
  /** A pod's own ProxyConfig, YAML in one string (istio.io/api, {@code annotation}). */
  private static final String PROXY_CONFIG = "proxy.istio.io/config";

  private Fitting() {}

  /** The fields to apply; empty when all of them stand already. */
  static ObjectNode fit(Intent intent, JsonNode live) throws Unsuitable {
    ObjectNode wanted = intent.fields().deepCopy();
    if (wanted.isEmpty()) {
      return Restarts.fields(live);
    }
    if (intent.kind() == ChangeableKind.VIRTUAL_SERVICE
        && wanted.path("spec").path("http") instanceof ArrayNode routes) {
      ArrayNode fitted = Routes.fit(routes, live.path("spec").path("http"), intent.namespace());
      ((ObjectNode) wanted.path("spec")).set("http", fitted);
    }
    keepHost(wanted, live, intent);
    return fit(wanted, live, intent.kind());
  }

  /** A rule's host may be written in three ways that mean the same; the owner's stays. */
  private static void keepHost(ObjectNode wanted, JsonNode live, Intent intent) {
    String host = wanted.path("spec").path("host").asString("");
    String now = live.path("spec").path("host").asString("");
    if (intent.kind() == ChangeableKind.DESTINATION_RULE
        && Hosts.shortName(host, intent.namespace())
            .equals(Hosts.shortName(now, intent.namespace()))) {
      ((ObjectNode) wanted.path("spec")).remove("host");
    }
  }

  private static ObjectNode fit(ObjectNode wanted, JsonNode live, ChangeableKind kind)
      throws Unsuitable {
    ObjectNode fitted = wanted.objectNode();
    for (Map.Entry<String, JsonNode> field : wanted.properties()) {
      JsonNode now = live.path(field.getKey());
      JsonNode then = field.getValue();
      if (field.getKey().equals(PROXY_CONFIG) && now.isString()) {
        then = StringNode.valueOf(merged(now.asString(), then.asString("")));
      }
      if (then.equals(now)) {
        continue;
      }
      if (then instanceof ObjectNode inner && now.isObject()) {
        ObjectNode rest = fit(inner, now, kind);
        if (!rest.isEmpty()) {
          fitted.set(field.getKey(), rest);
        }
      } else if (replacesList(now, kind) && kind != ChangeableKind.VIRTUAL_SERVICE) {
        throw new Unsuitable(Reason.LIST, field.getKey());
      } else {
        fitted.set(field.getKey(), then);
      }
    }
    return fitted;
  }

  /** Lists of Kubernetes' own kinds merge by their keys; those of custom resources do not. */
  private static boolean replacesList(JsonNode now, ChangeableKind kind) {
    return now.isArray() && !now.isEmpty() && kind.group().contains(".");
  }

  private static String merged(String now, String then) throws Unsuitable {
    Object old = yaml(now);
    Object fresh = yaml(then);
    if (!(old instanceof Map) || !(fresh instanceof Map)) {
      throw new Unsuitable(Reason.FRAGMENT, PROXY_CONFIG);
    }
    ObjectNode all = JsonMapper.shared().valueToTree(old);
    merge(all, JsonMapper.shared().valueToTree(fresh));
    DumpSettings settings = DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
    Object tree = JsonMapper.shared().treeToValue(all, Object.class);
    // The same text where nothing is new, for comments and order are the owner's.
    return JsonMapper.shared().valueToTree(old).equals(all)
        ? now
        : new Dump(settings).dumpToString(tree);
  }

  private static Object yaml(String text) throws Unsuitable {
    try {
      Object tree = new Load(LoadSettings.builder().build()).loadFromString(text);
      return tree == null ? Map.of() : tree;
    } catch (YamlEngineException wrong) {
      throw new Unsuitable(Reason.FRAGMENT, PROXY_CONFIG);
    }
  }

  private static void merge(ObjectNode into, ObjectNode from) {
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(from.properties());
    for (Map.Entry<String, JsonNode> field : fields) {
      if (into.get(field.getKey()) instanceof ObjectNode inner
          && field.getValue() instanceof ObjectNode more) {
        merge(inner, more);
      } else {
        into.set(field.getKey(), field.getValue());
      }
    }
  }
}
