package dev.whichhop.diagnosis.view;

import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Side;

/** Groups of requests whose connection the peer closed before it answered. */
public final class ClosedUnderway {
  private ClosedUnderway() {}

  /** What a caller or proxy reports when the peer closes before it answers. */
  public static boolean test(Symptom.RequestFailures group) {
    if (group.side() == Side.SERVER) {
      return false;
    }
    boolean badGateway =
        group.flags().isEmpty() && (group.status() == 502 || group.status() == 503);
    return group.hasFlag("UC")
        || badGateway
        || group.clientFailure() == ClientFailure.EMPTY_REPLY
        || group.clientFailure() == ClientFailure.RESET;
  }
}
