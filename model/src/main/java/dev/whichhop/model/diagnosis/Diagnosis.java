package dev.whichhop.model.diagnosis;

import dev.whichhop.model.evidence.InputFile;
import dev.whichhop.model.ladder.Ladder;
import java.util.List;

/** The whole answer: verdict, reasons, what was ruled out, what is missing. */
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
    List<InputFile> inputs) {

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
