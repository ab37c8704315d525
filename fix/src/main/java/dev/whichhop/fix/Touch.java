package dev.whichhop.fix;

import java.util.Objects;

/**
 * Something that a change affects.
 *
 * @param what the kind of thing
 * @param name of a host or revision, or the count of pods
 */
public record Touch(What what, String name) {
  public Touch {
    Objects.requireNonNull(what);
    Objects.requireNonNull(name);
  }

  /** Kinds of things. */
  public enum What {
    HOST,
    ROUTE,
    /** Pods that are replaced. */
    PODS,
    /** A new revision of a Knative service. */
    REVISION
  }
}
