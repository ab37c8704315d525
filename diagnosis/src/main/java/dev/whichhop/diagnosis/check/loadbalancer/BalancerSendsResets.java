package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.Set;

/**
 * The NLB itself sent resets: CloudWatch {@code TCP_ELB_Reset_Count}. It does so for idle flows and
 * for targets that turn unhealthy (aws facts 5.1).
 */
final class BalancerSendsResets implements Check {

  @Override
  public String id() {
    return "balancer-sends-resets";
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
    return CloudWatchCount.look(file.bundle(), "TCP_ELB_Reset_Count");
  }
}
