package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.check.loadbalancer.CloudWatchCount;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.Set;

/**
 * The load balancer's own security groups blocked flows: CloudWatch {@code
 * SecurityGroupBlockedFlowCount_*} (aws facts 5.1); blocked flows are in no other metric.
 */
final class BalancerSecurityGroupBlocks implements Check {

  @Override
  public String id() {
    return "balancer-security-group-blocks";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.METRICS);
  }

  @Override
  public Answer look(CaseFile file) {
    return CloudWatchCount.look(file.bundle(), "SecurityGroupBlockedFlowCount");
  }
}
