package dev.whichhop.diagnosis.remedy;

import dev.whichhop.model.evidence.KubernetesObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Limits that a remedy raises. Where an object sets only some of them, the others are no limits
 * now, and to write a number there would make a new one: those lines are left out.
 */
final class Caps {
  private static final String POOL = "spec.trafficPolicy.connectionPool.";

  /** Key in the text, field of the object. Unset means no limit (istio-envoy facts F4 to F6). */
  private static final Map<String, String> FIELDS =
      Map.of(
          "maxConnections:", POOL + "tcp.maxConnections",
          "http1MaxPendingRequests:", POOL + "http.http1MaxPendingRequests",
          "http2MaxRequests:", POOL + "http.http2MaxRequests");

  private Caps() {}

  /** The text without limits that are not set now; as it is when none of them is. */
  static String onlySet(String text, Optional<KubernetesObject> object) {
    if (object.isEmpty()
        || FIELDS.values().stream()
            .noneMatch(path -> Remedies.field(object.get(), path).exists())) {
      return text;
    }
    List<String> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Optional<String> path =
          FIELDS.entrySet().stream()
              .filter(one -> line.strip().startsWith(one.getKey()))
              .map(Map.Entry::getValue)
              .findFirst();
      if (path.isEmpty() || Remedies.field(object.get(), path.get()).exists()) {
        lines.add(line);
      }
    }
    return withoutEmptyParents(lines);
  }

  /** A key with nothing below it is null, and null in a merge patch takes away what is there. */
  private static String withoutEmptyParents(List<String> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      boolean last = i + 1 == lines.size();
      if (lines.get(i).endsWith(":")
          && (last || indent(lines.get(i + 1)) <= indent(lines.get(i)))) {
        lines.remove(i);
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }
}
