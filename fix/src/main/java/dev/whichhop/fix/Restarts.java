package dev.whichhop.fix;

import dev.whichhop.fix.Unplanned.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Remedies that restart workloads: commands of which each either looks or is {@code kubectl -n
 * NAMESPACE rollout restart KIND/NAME …}. Like that command, a restart is an annotation of the pod
 * template (kubernetes/kubectl, {@code pkg/polymorphichelpers/objectrestarter.go}), ours with the
 * generation after which it was wanted and not with a time, so that the same plan is the same file.
 */
final class Restarts {
  private static final String ANNOTATION = "whichhop.dev/restarted-after-generation";

  private static final Pattern RESTART =
      Pattern.compile("kubectl -n (\\S+) rollout restart((?: [a-z]+/\\S+)+)");

  /** Commands that change nothing, with what may stand behind a pipe. */
  private static final Pattern LOOK =
      Pattern.compile(
          "(istioctl (proxy-status|proxy-config)|kubectl( -n \\S+)? (get|logs|describe)) ?"
              + "[^;&|]*(\\| grep [^;&|]*)?");

  private static final Map<String, ChangeableKind> KINDS =
      Map.of(
          "deployment", ChangeableKind.DEPLOYMENT,
          "statefulset", ChangeableKind.STATEFUL_SET,
          "daemonset", ChangeableKind.DAEMON_SET);

  private Restarts() {}

  /** The workloads to restart; none when the remedy is something else. */
  static List<Intent> of(Remedied remedy) throws Unsuitable {
    List<Intent> restarts = new ArrayList<>();
    if (!remedy.kind().equals("cli")) {
      return restarts;
    }
    for (String line : remedy.text().lines().map(String::strip).toList()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher restart = RESTART.matcher(line);
      if (restart.matches()) {
        Intent.placeholders(line);
        for (String workload : restart.group(2).strip().split(" ", -1)) {
          restarts.add(restart(restart.group(1), workload));
        }
      } else if (!LOOK.matcher(line).matches()) {
        return List.of();
      }
    }
    return restarts;
  }

  private static Intent restart(String namespace, String workload) throws Unsuitable {
    String[] parts = workload.split("/", 2);
    ChangeableKind kind = KINDS.get(parts[0]);
    if (kind == null) {
      throw new Unsuitable(Reason.KIND, parts[0]);
    }
    if (!ObjectAddress.isName(namespace) || !ObjectAddress.isName(parts[1])) {
      throw new Unsuitable(Reason.NO_OBJECT, namespace + "/" + parts[1]);
    }
    ObjectNode nothing = JsonMapper.shared().createObjectNode();
    return new Intent(kind, "v1", namespace, parts[1], nothing, false);
  }

  /** What restarts this workload once. */
  static ObjectNode fields(JsonNode live) {
    ObjectNode fields = JsonMapper.shared().createObjectNode();
    fields
        .putObject("spec")
        .putObject("template")
        .putObject("metadata")
        .putObject("annotations")
        .put(ANNOTATION, live.path("metadata").path("generation").asString("0"));
    return fields;
  }
}
