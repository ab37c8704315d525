package dev.whichhop.app.commands;

import dev.whichhop.model.diagnosis.Caveat;
import dev.whichhop.model.diagnosis.Diagnosis;

/** Exit status, the same in every format. */
public final class ExitStatus {
  public static final int NOTHING_WRONG = 0;
  public static final int FAULT = 1;
  public static final int USAGE = 2;
  public static final int EVIDENCE_MISSING = 3;
  public static final int UNREADABLE = 4;

  /** A fix was not made, is not in force, or was not taken back. */
  public static final int FIX_FAILED = 5;

  private ExitStatus() {}

  /** Of the verdict; a fault that is decided about already is none. */
  static int of(Diagnosis diagnosis) {
    boolean decided =
        diagnosis.caveats().stream()
            .anyMatch(one -> one instanceof Caveat.Suppressed suppressed && !suppressed.fault());
    return switch (diagnosis.verdict()) {
      case HEALTHY -> NOTHING_WRONG;
      case FAULT -> decided ? NOTHING_WRONG : FAULT;
      case INSUFFICIENT -> EVIDENCE_MISSING;
    };
  }
}
