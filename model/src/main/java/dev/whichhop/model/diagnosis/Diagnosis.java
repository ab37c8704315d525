package dev.whichhop.model.diagnosis;

import dev.whichhop.model.evidence.InputFile;
import dev.whichhop.model.ladder.Ladder;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole answer: verdict, reasons, what was ruled out, what is missing.
 *
 * @param caveats what it is not the whole answer to; empty when it is
 */
public record Diagnosis(
    Verdict verdict,
    List<Symptom> symptoms,
    List<Triage> triage,
    List<RankedCause> causes,
    List<Refusal> refused,
    List<RuledOut> ruledOut,
    List<Risk> risks,
    List<Step> walk,
    List<Finding> findings,
    List<Station> route,
    List<NextEvidence> nextEvidence,
    List<Ladder> ladders,
    List<InputFile> inputs,
    List<Caveat> caveats) {

  /**
   * The causes that are the verdict: the first one, and each further one that explains something
   * else. Empty unless it is a fault; the other causes are only possible.
   */
  public List<RankedCause> blamed() {
    List<RankedCause> blamed = new ArrayList<>();
    List<String> explained = new ArrayList<>();
    for (RankedCause cause : verdict == Verdict.FAULT ? causes : List.<RankedCause>of()) {
      if (blamed.isEmpty() || cause.explains().stream().noneMatch(explained::contains)) {
        blamed.add(cause);
        explained.addAll(cause.explains());
      }
    }
    return List.copyOf(blamed);
  }

  /** The same with one more caveat. */
  public Diagnosis with(Caveat caveat) {
    List<Caveat> more = new ArrayList<>(caveats);
    more.add(caveat);
    return copy(causes, risks, List.copyOf(more));
  }

  /** The same with only the causes and risks that are not decided about already. */
  public Diagnosis withoutDecided(List<RankedCause> causesLeft, List<Risk> risksLeft) {
    return copy(causesLeft, risksLeft, caveats);
  }

  private Diagnosis copy(List<RankedCause> newCauses, List<Risk> newRisks, List<Caveat> said) {
    return new Diagnosis(
        verdict,
        symptoms,
        triage,
        newCauses,
        refused,
        ruledOut,
        newRisks,
        walk,
        findings,
        route,
        nextEvidence,
        ladders,
        inputs,
        said);
  }

  /** The first word of the answer. */
  public enum Verdict {
    /** Failures were seen and a cause explains them. */
    FAULT,
    /** What was seen is as it should be. */
    HEALTHY,
    /** Something is wrong, or nothing can be said, and the evidence does not settle it. */
    INSUFFICIENT
  }
}
