package dev.whichhop.model.ladder;

import dev.whichhop.model.evidence.Evidence;

/** Why a timer has the value that it has. */
public sealed interface Origin {

  /** Set there. */
  record Configured(Evidence evidence) implements Origin {}

  /**
   * Nobody configured it where we could see, but what happened shows it.
   *
   * @param atLeast the value is a lower bound: it was seen to last this long
   */
  record Measured(Evidence evidence, boolean atLeast) implements Origin {}

  /**
   * Not set, so the program's own value.
   *
   * @param product whose default: {@code istio}, {@code knative}, {@code aws}, {@code kubernetes},
   *     …
   * @param versions for which it is documented, for example {@code 1.18 to 1.31}
   * @param source where that stands
   * @param assumed true when the place where it could have been set is not in the evidence, or the
   *     version in use is not one of those; then {@code artefact} would show it
   */
  record Default(String product, String versions, String source, boolean assumed, String artefact)
      implements Origin {}

  /** Unknown; this artefact would tell. */
  record Unseen(String artefact) implements Origin {}

  /** True when the value could be another without contradicting the evidence. */
  default boolean assumed() {
    return this instanceof Default byDefault && byDefault.assumed;
  }
}
