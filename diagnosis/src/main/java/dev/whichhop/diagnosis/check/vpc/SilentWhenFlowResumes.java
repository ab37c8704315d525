package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.ResumedFlows;
import dev.whichhop.diagnosis.view.TrackingTimeout;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A connection goes on after a long pause and nothing comes back, neither data nor a reset (aws
 * facts 2.6, "conntrack mismatch").
 */
final class SilentWhenFlowResumes implements Check {
  /** Shortest default of security-group tracking (aws facts, section 1 row 15). */
  private static final Duration DEFAULT = Duration.ofSeconds(350);

  @Override
  public String id() {
    return "silent-when-flow-resumes";
  }

  @Override
  public Hop hop() {
    return Hop.VPC;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.FLOW_RECORDS,
        EvidenceKind.PACKETS,
        EvidenceKind.AWS,
        EvidenceKind.AWS_ATTRIBUTES);
  }

  @Override
  public Answer look(CaseFile file) {
    Duration pause =
        TrackingTimeout.of(file.bundle()).map(TrackingTimeout::tracking).orElse(DEFAULT);
    List<ResumedFlows> resumed = ResumedFlows.of(file.bundle(), pause);
    if (resumed.isEmpty()) {
      return Answer.blind("flow-logs");
    }
    List<ResumedFlows> silent = resumed.stream().filter(one -> !one.answered()).toList();
    return silent.isEmpty()
        ? Answer.absent("flow logs and captures", "the connections")
        : Answer.found(
            "the connections",
            silent.stream().limit(3).map(ResumedFlows::resumed).toList(),
            "count",
            silent.size(),
            "timeout",
            pause.toSeconds());
  }
}
