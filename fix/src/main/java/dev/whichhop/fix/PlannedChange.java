package dev.whichhop.fix;

import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * One change of one object, as the server's dry run showed it.
 *
 * @param number from 1, in the order of the plan
 * @param at the object
 * @param uid of the object; empty when it is to be made
 * @param fields what is applied: {@code apiVersion}, {@code kind}, {@code metadata} and the fields
 * @param changes the fields that get another value; one without steps when the object is new
 * @param conflicts fields that others own and want otherwise; none of them is taken unasked
 * @param caretakers who would revert it
 * @param touches what it affects
 */
public record PlannedChange(
    int number,
    Remedied remedy,
    ObjectAddress at,
    String uid,
    JsonNode fields,
    List<FieldChange> changes,
    List<Conflict> conflicts,
    List<Caretaker> caretakers,
    List<Touch> touches) {

  public PlannedChange {
    Objects.requireNonNull(remedy);
    Objects.requireNonNull(at);
    Objects.requireNonNull(uid);
    if (!fields.isObject() || !fields.path("metadata").isObject()) {
      throw new IllegalArgumentException("fields: expected an object with its metadata");
    }
    boolean same =
        fields.path("apiVersion").asString("").equals(at.apiVersion())
            && fields.path("kind").asString("").equals(at.kind().kind())
            && fields.path("metadata").path("name").asString("").equals(at.name())
            && fields.path("metadata").path("namespace").asString("").equals(at.namespace());
    if (!same) {
      throw new IllegalArgumentException("fields: expected those of " + at);
    }
    if (uid.isEmpty() && !at.kind().creatable()) {
      throw new IllegalArgumentException("uid: no fix makes " + at);
    }
    changes = List.copyOf(changes);
    conflicts = List.copyOf(conflicts);
    caretakers = List.copyOf(caretakers);
    touches = List.copyOf(touches);
  }

  /** True when there is no such object yet. */
  public boolean creates() {
    return uid.isEmpty();
  }
}
