package dev.whichhop.model.survey;

import dev.whichhop.model.evidence.Evidence;

/** A value on one side: in the objects that people write, or in the proxy. */
public sealed interface Value {

  /** Somebody set it, or the proxy shows it. */
  record Shown(String text, Evidence evidence) implements Value {}

  /** Not set, so it is what it is by default. */
  record ByDefault(String text, String source) implements Value {}

  /** There is no such side: a counter stands in no YAML, an obsolete field in no proxy. */
  record Nowhere() implements Value {}

  /**
   * The evidence does not show it.
   *
   * @param artefact word of the artefact catalogue
   */
  record Unseen(String artefact) implements Value {}
}
