package dev.whichhop.fix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plan as JSON: the same plan gives the same bytes. */
public final class PlanFile {
  private PlanFile() {}

  /** The plan as a tree of JSON. */
  public static JsonNode tree(Plan plan) {
    return JsonMapper.shared().valueToTree(plan);
  }

  /**
   * Reads a file that may be a plan.
   *
   * @return empty when the file is something else
   * @throws IOException when it cannot be read, or says that it is a plan and is none
   */
  public static Optional<Plan> read(Path file) throws IOException {
    JsonNode tree;
    try {
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      tree = JsonMapper.shared().readTree(file.toFile());
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
    if (!tree.path("kind").asString("").equals(Plan.KIND)) {
      return Optional.empty();
    }
    if (!tree.path("apiVersion").asString("").equals(Plan.API_VERSION)) {
      throw new IOException(
          file + ": expected apiVersion " + Plan.API_VERSION + "; make the plan anew");
    }
    try {
      return Optional.of(JsonMapper.shared().treeToValue(tree, Plan.class));
    } catch (JacksonException wrong) {
      throw new IOException(
          file + ": not a whole plan (" + wrong.getOriginalMessage() + "); make it anew", wrong);
    }
  }
}
