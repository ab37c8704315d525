package dev.whichhop.diagnosis.symptom;

import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;

/**
 * Tells failures that need an explanation from closes that are normal and from the application's own
 * answers.
 */
final class Dispositions {
  private Dispositions() {}

  static Disposition of(Observation origin) {
    if (origin.clientFailure() != ClientFailure.NONE) {
      return Disposition.FAULTY;
    }
    int status = origin.status();
    // Envoy writes the line of an upgraded or streamed answer when it ends; DC then only says which
    // side ended it, and that the head of the answer had already been delivered.
    if (status > 0 && status < 400 && origin.hasFlag("DC")) {
      return Disposition.EXPECTED;
    }
    if (origin.vantage().side() == Side.SERVER && status >= 500) {
      return origin.vantage().hop() == dev.whichhop.model.Hop.APP
          ? Disposition.APPLICATION
          : Disposition.FAULTY;
    }
    boolean passedThrough = origin.details().isEmpty() || origin.details().equals("via_upstream");
    if (origin.flags().isEmpty() && passedThrough && (status == 500 || status == 501)) {
      return Disposition.APPLICATION;
    }
    if (origin.hasFlag("UAEX") || origin.hasFlag("RL")) {
      return status < 500 ? Disposition.APPLICATION : Disposition.FAULTY;
    }
    return Disposition.FAULTY;
  }
}
