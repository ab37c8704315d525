package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.ResumedFlows;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A connection that was silent for longer than the idle timeout goes on without a new handshake and
 * is answered with RST.
 */
final class ResetWhenFlowResumes implements Check {

  @Override
  public String id() {
    return "reset-when-flow-resumes";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.FLOW_RECORDS, EvidenceKind.PACKETS, EvidenceKind.AWS_ATTRIBUTES);
  }

  @Override
  public Answer look(CaseFile file) {
    Duration timeout = FailsOnlyPastIdleTimeout.timeout(file.bundle());
    if (!ResumedFlows.visible(file.bundle())) {
      return Answer.blind("flow-logs");
    }
    List<Evidence> evidence = new ArrayList<>();
    for (ResumedFlows one : ResumedFlows.of(file.bundle(), timeout)) {
      one.reset()
          .ifPresent(reset -> {
            evidence.add(one.resumed());
            evidence.add(reset);
          });
    }
    return evidence.isEmpty()
        ? Answer.absent("flow logs and captures", "the connections")
        : Answer.found(
            "the connections",
            evidence.subList(0, Math.min(4, evidence.size())),
            "timeout",
            timeout.toSeconds());
  }
}
