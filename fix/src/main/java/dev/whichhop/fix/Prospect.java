package dev.whichhop.fix;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What would become of an object, by the server's dry run.
 *
 * @param live the object as it is; missing when it is to be made
 * @param body what would be sent
 */
record Prospect(
    ObjectAddress at,
    JsonNode live,
    JsonNode body,
    List<FieldChange> changes,
    List<Conflict> conflicts) {

  String uid() {
    return live.path("metadata").path("uid").asString("");
  }
}
