package dev.whichhop.fix;

import java.util.Objects;

/**
 * A remedy that cannot be applied by itself, and why.
 *
 * @param detail what the reason is about; may be empty
 */
public record Unplanned(Remedied remedy, Reason reason, String detail) {
  /** Why not. */
  public enum Reason {
    /** Words say what to do; there is nothing to send. */
    WORDS,
    /** Commands for a shell, a node or AWS. */
    COMMANDS,
    /** A value that the evidence does not have. */
    PLACEHOLDER,
    /** The text is not a whole object or part of one, from its root. */
    FRAGMENT,
    /** Nothing says which object it is about. */
    NO_OBJECT,
    /** No kind that a fix changes. */
    KIND,
    /** The server does not have this kind. */
    NOT_INSTALLED,
    /** The object is not on the server, and is none that a fix makes. */
    NOT_THERE,
    /** Another rule covers the host already, and a second one would hide it. */
    HIDES_ANOTHER,
    /** A list of a custom resource is one value, and this would replace all of it. */
    LIST,
    /** It stands like that already. */
    IN_FORCE,
    /** The user may not. */
    DENIED,
    /** The server refuses it. */
    REFUSED
  }

  public Unplanned {
    Objects.requireNonNull(remedy);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(detail);
  }
}
