package dev.whichhop.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * What the server answered.
 *
 * @param status HTTP status
 * @param body the object, or the {@code Status} that says why not; missing when it is no JSON
 */
record ApiAnswer(int status, JsonNode body) {
  /** {@code conflict with "helm" using apps/v1}, also {@code … with subresource "scale" using}. */
  private static final Pattern OWNER = Pattern.compile("conflict with \"([^\"]*)\"");

  static ApiAnswer of(int status, String text) {
    try {
      return new ApiAnswer(status, JsonMapper.shared().readTree(text));
    } catch (JacksonException notJson) {
      return new ApiAnswer(status, MissingNode.getInstance());
    }
  }

  boolean good() {
    return status >= 200 && status < 300;
  }

  boolean missing() {
    return status == 404;
  }

  boolean denied() {
    return status == 401 || status == 403;
  }

  /** Fields that others own and want otherwise, as the server lists them. */
  List<Conflict> conflicts() {
    List<Conflict> conflicts = new ArrayList<>();
    for (JsonNode cause : body.path("details").path("causes")) {
      // k8s.io/apimachinery/pkg/apis/meta/v1/types.go, CauseTypeFieldManagerConflict
      if (cause.path("reason").asString("").equals("FieldManagerConflict")) {
        String message = cause.path("message").asString("");
        Matcher owner = OWNER.matcher(message);
        conflicts.add(
            new Conflict(
                cause.path("field").asString(""), owner.find() ? owner.group(1) : message));
      }
    }
    return List.copyOf(conflicts);
  }

  String reason() {
    String message = body.path("message").asString("").strip().replaceAll("\\s+", " ");
    return "HTTP " + status + (message.isEmpty() ? "" : ": " + message);
  }
}
