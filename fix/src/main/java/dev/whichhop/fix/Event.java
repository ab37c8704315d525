package dev.whichhop.fix;

import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * A line of the journal of one fix, in the order in which they are written. Each stands on the disk
 * before what it announces is sent.
 */
sealed interface Event {
  /** The format; a reader refuses a higher one. */
  int VERSION = 1;

  /** Number of the change that it is about, as in the plan; 0 where it is about all. */
  default int change() {
    return 0;
  }

  /**
   * A fix begins.
   *
   * @param at time, ISO 8601
   * @param targets what will be changed
   */
  record Begun(int version, String fix, String at, String server, List<Target> targets)
      implements Event {
    public Begun {
      Objects.requireNonNull(fix);
      Objects.requireNonNull(server);
      targets = List.copyOf(targets);
    }
  }

  /** An object that is to be changed. */
  record Target(int change, String remedy, ObjectAddress at) {
    public Target {
      Objects.requireNonNull(remedy);
      Objects.requireNonNull(at);
    }
  }

  /**
   * The change is about to be sent; whether it was carried out, only the object tells.
   *
   * @param uid of the object; empty when it is to be made
   * @param fields with their old and new values
   * @param owners {@code managedFields} right before
   */
  record Applying(int change, String at, String uid, List<FieldChange> fields, JsonNode owners)
      implements Event {
    public Applying {
      Objects.requireNonNull(uid);
      Objects.requireNonNull(owners);
      fields = List.copyOf(fields);
    }
  }

  /**
   * The server has carried it out.
   *
   * @param uid of the object
   */
  record Applied(int change, String at, String uid) implements Event {}

  /** The server has not carried it out. */
  record NotApplied(int change, String at, String why) implements Event {}

  /** The pods were waited for. */
  record Watched(int change, String at, boolean ready, String said) implements Event {}

  /** Undo is about to send something; what stands, only the object tells. */
  record Undoing(int change, String at) implements Event {}

  /**
   * Nothing of the change is ours any more.
   *
   * @param left fields that were not put back, since somebody else has them now
   */
  record Undone(int change, String at, List<Left> left) implements Event {
    public Undone {
      left = List.copyOf(left);
    }
  }
}
