package dev.whichhop.model.diagnosis;

import dev.whichhop.model.evidence.Evidence;
import java.util.List;

/** One step of the walk along the route: a question and its answer. */
public record Step(Phrase question, Reply reply, Phrase because, List<Evidence> evidence) {

  /** What the evidence says to the question. */
  public enum Reply {
    YES,
    NO,
    UNSEEN
  }
}
