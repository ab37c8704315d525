package dev.whichhop.diagnosis.ladder;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.RankedCause;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Side;
import java.util.List;

/** On which connection the failures happened. */
enum FailingLeg {
  /** Between the client and the gateway, the balancer included. */
  CLIENT,
  /** Behind the gateway: from there, or from a calling sidecar, to the application. */
  UPSTREAM,
  UNKNOWN;

  /**
   * By the verdict's hop where it lies on one leg only; else by who saw the failures: a proxy that
   * reports an upstream fault, or callers alone.
   */
  static FailingLeg of(CaseFile file, List<RankedCause> causes) {
    if (!causes.isEmpty()) {
      Hop hop = causes.getFirst().hop();
      if (hop == Hop.CLIENT || hop == Hop.NLB) {
        return CLIENT;
      }
      if (hop == Hop.ACTIVATOR || hop == Hop.QUEUE_PROXY || hop == Hop.APP) {
        return UPSTREAM;
      }
    }
    List<Symptom.RequestFailures> groups = file.faultyRequests();
    if (groups.stream().anyMatch(FailingLeg::upstream)) {
      return UPSTREAM;
    }
    boolean callersOnly =
        !groups.isEmpty() && groups.stream().allMatch(one -> one.side() == Side.CALLER);
    boolean balancer =
        !causes.isEmpty()
            && (causes.getFirst().hop() == Hop.VPC || causes.getFirst().hop() == Hop.GATEWAY);
    return callersOnly && balancer ? CLIENT : UNKNOWN;
  }

  private static boolean upstream(Symptom.RequestFailures group) {
    return List.of("UC", "UF", "UH", "UO", "UT", "UR", "URX", "UPE").stream()
        .anyMatch(group::hasFlag);
  }

  boolean known() {
    return this != UNKNOWN;
  }
}
