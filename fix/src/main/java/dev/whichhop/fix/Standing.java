package dev.whichhop.fix;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What stands of one change, by the object itself; the journal only says what to look for.
 *
 * @param ours fields that have the value of the fix and no other owner
 * @param back fields that have their old value
 * @param left fields that somebody else has now
 */
record Standing(State state, List<FieldChange> ours, List<FieldChange> back, List<Left> left) {

  /** Of a change. */
  public enum State {
    /** It was never about to be sent. */
    NOT_SENT,
    /** It is not there, and the server never said that it was. */
    NOT_MADE,
    STANDS,
    /** Some of its fields stand, others belong to somebody else now. */
    PARTLY,
    /** The old values are back, and the fields do not yet belong to their former owners. */
    HALF_UNDONE,
    /** Nothing of it is ours: everything is as before, or somebody else's. */
    OVER,
    /** The object is not there any more, or is another one of the same name. */
    GONE,
    UNDONE,
    /** The server could not be asked. */
    UNKNOWN
  }

  private Standing(State state) {
    this(state, List.of(), List.of(), List.of());
  }

  /** Without a look at the object, as far as that goes. */
  static Standing unseen(FixRecord.Entry entry) {
    return entry.applying() == null || entry.undone() != null || entry.refused()
        ? of(entry, MissingNode.getInstance(), "")
        : new Standing(State.UNKNOWN);
  }

  /**
   * @param live the object; missing when there is none
   */
  static Standing of(FixRecord.Entry entry, JsonNode live, String manager) {
    Event.Applying applying = entry.applying();
    Event.Undone undone = entry.undone();
    if (undone != null) {
      return new Standing(State.UNDONE, List.of(), List.of(), undone.left());
    }
    if (applying == null) {
      return new Standing(State.NOT_SENT);
    }
    ManagedFields owners = ManagedFields.of(live);
    boolean made = entry.applied() != null;
    if (entry.refused() && !owners.knows(manager)) {
      return new Standing(State.NOT_MADE);
    }
    String uid = live.path("metadata").path("uid").asString("");
    if (applying.uid().isEmpty()) {
      if (owners.knows(manager)) {
        return new Standing(State.STANDS, applying.fields(), List.of(), List.of());
      }
      return new Standing(made ? State.GONE : State.NOT_MADE);
    }
    if (!uid.equals(applying.uid())) {
      return new Standing(State.GONE);
    }
    return fields(applying, live, owners, manager, made);
  }

  private static Standing fields(
      Event.Applying applying, JsonNode live, ManagedFields owners, String manager, boolean made) {
    List<FieldChange> ours = new ArrayList<>();
    List<FieldChange> back = new ArrayList<>();
    List<Left> left = new ArrayList<>();
    for (FieldChange field : applying.fields()) {
      JsonNode value = field.path().in(live);
      List<String> owned = owners.owners(field.path());
      boolean same = value.equals(field.after());
      JsonNode before = field.before();
      boolean old = before == null ? value.isMissingNode() : value.equals(before);
      if (same && owned.equals(List.of(manager))) {
        ours.add(field);
      } else if (old) {
        back.add(field);
      } else {
        List<String> others = owned.stream().filter(one -> !one.equals(manager)).toList();
        left.add(new Left("" + field.path(), others, same));
      }
    }
    return new Standing(state(ours, back, left, owners.knows(manager), made), ours, back, left);
  }

  private static State state(
      List<FieldChange> ours,
      List<FieldChange> back,
      List<Left> left,
      boolean known,
      boolean made) {
    if (!ours.isEmpty()) {
      return left.isEmpty() && back.isEmpty() ? State.STANDS : State.PARTLY;
    }
    if (known) {
      return back.isEmpty() ? State.PARTLY : State.HALF_UNDONE;
    }
    return made || !left.isEmpty() ? State.OVER : State.NOT_MADE;
  }
}
