package dev.whichhop.diagnosis;

import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Coverage;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.Collections;
import java.util.Set;

/**
 * Documents of which a part was not read, for it was broken or too much. What is missing in the
 * part that was read may stand in the other, so for whoever looks into documents nothing is absent.
 */
final class CutDocuments {
  private static final String ARTEFACT = "whole-documents";

  private static final Set<EvidenceKind> OF_DOCUMENTS =
      Set.of(
          EvidenceKind.KUBERNETES_OBJECTS,
          EvidenceKind.PODS,
          EvidenceKind.EVENTS,
          EvidenceKind.AWS,
          EvidenceKind.AWS_ATTRIBUTES,
          EvidenceKind.ENVOY_CONFIGURATION,
          EvidenceKind.METRICS);

  private CutDocuments() {}

  static boolean in(Bundle bundle) {
    return bundle.coverage().stream().anyMatch(Coverage::isCutDocument);
  }

  static Answer asFarAsSeen(Check check, Answer answer) {
    return answer instanceof Answer.Absent && !Collections.disjoint(check.reads(), OF_DOCUMENTS)
        ? Answer.blind(ARTEFACT)
        : answer;
  }
}
