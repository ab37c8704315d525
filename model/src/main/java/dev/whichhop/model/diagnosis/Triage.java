package dev.whichhop.model.diagnosis;

import dev.whichhop.model.evidence.Evidence;
import java.util.List;

/**
 * In which situations the failures of one group happen, told from times, services, pods and
 * callers, against the requests that were answered.
 *
 * @param symptom id of the group
 * @param traits one for each {@link Situation}, in its order
 */
public record Triage(String symptom, List<Trait> traits) {

  /**
   * Whether the failures happen in one situation.
   *
   * @param reply {@code UNSEEN} where the evidence cannot tell
   * @param because the figures that it was told from
   */
  public record Trait(
      Situation situation, Step.Reply reply, Phrase because, List<Evidence> evidence) {

    public static Trait yes(Situation situation, Phrase because, List<Evidence> evidence) {
      return new Trait(situation, Step.Reply.YES, because, List.copyOf(evidence));
    }

    public static Trait no(Situation situation, Phrase because) {
      return new Trait(situation, Step.Reply.NO, because, List.of());
    }

    public static Trait unseen(Situation situation, Phrase because) {
      return new Trait(situation, Step.Reply.UNSEEN, because, List.of());
    }
  }

  public Triage {
    traits = List.copyOf(traits);
  }

  /** The situations that are answered so. */
  public List<Trait> answered(Step.Reply reply) {
    return traits.stream().filter(one -> one.reply() == reply).toList();
  }
}
