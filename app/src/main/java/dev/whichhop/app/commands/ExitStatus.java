package dev.whichhop.app.commands;

import dev.whichhop.model.diagnosis.Diagnosis;

/** Exit status, the same in every format. */
final class ExitStatus {
  static final int NOTHING_WRONG = 0;
  static final int FAULT = 1;
  static final int USAGE = 2;
  static final int EVIDENCE_MISSING = 3;
  static final int UNREADABLE = 4;

  private ExitStatus() {}

  static int of(Diagnosis.Verdict verdict) {
    return switch (verdict) {
      case HEALTHY -> NOTHING_WRONG;
      case FAULT -> FAULT;
      case INSUFFICIENT -> EVIDENCE_MISSING;
    };
  }
}
