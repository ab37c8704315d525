package dev.whichhop.diagnosis.check;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.Set;

/**
 * Looks for one thing. States what is there; what it means is for the causes, in their data files.
 *
 * <p>A check has no state, no I/O and no clock. It answers {@code Absent} only where the thing
 * would show if it were there, otherwise {@code Blind} with the artefact that would show it.
 */
public interface Check {

  /** Stable code, kebab-case, what is seen and not what it means: {@code target-is-own-node}. */
  String id();

  /** The hop at which it looks. */
  Hop hop();

  /** What it reads of the bundle; exactly this, a test compares. */
  Set<EvidenceKind> reads();

  /** The answer for this case. */
  Answer look(CaseFile file);
}
