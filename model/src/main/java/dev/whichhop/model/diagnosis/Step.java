package dev.whichhop.model.diagnosis;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.Evidence;
import java.util.List;

/**
 * One step of the walk along the route: a question at a station and its answer.
 *
 * @param ask word of the question: {@code arrived}, {@code says}, {@code left}, {@code slots}, or
 *     one of {@code walk/questions.yaml}
 * @param reply {@code YES} is how it should be, except for {@code says}
 * @param stop true where the walk ends: the failed requests went no further
 */
public record Step(
    Hop hop,
    String ask,
    Phrase question,
    Reply reply,
    Phrase because,
    List<Evidence> evidence,
    boolean stop) {

  /** What the evidence says to the question. */
  public enum Reply {
    YES,
    NO,
    UNSEEN
  }

  public Step {
    evidence = List.copyOf(evidence);
  }

  /** The question {@code walk.<ask>} at a hop. */
  public static Step of(Hop hop, String ask, Reply reply, Phrase because, List<Evidence> evidence) {
    return new Step(
        hop, ask, Phrase.of("walk." + ask, "hop", hop.id()), reply, because, evidence, false);
  }

  /** The same step as the last one of the walk. */
  public Step stopping() {
    return new Step(hop, ask, question, reply, because, evidence, true);
  }
}
