package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.Set;

/**
 * A counter of the NLB in CloudWatch was above zero. What each of them proves: aws facts 5.1.
 *
 * @param id code of the check
 * @param metric name in the namespace AWS/NetworkELB
 */
record BalancerCounter(String id, String metric) implements Check {

  /** All that count a failure of the NLB's own. */
  static final BalancerCounter RESETS =
      new BalancerCounter("balancer-sends-resets", "TCP_ELB_Reset_Count");

  static final BalancerCounter PORT_ALLOCATION =
      new BalancerCounter("port-allocation-errors", "PortAllocationErrorCount");

  static final BalancerCounter CLIENT_TLS =
      new BalancerCounter("client-tls-negotiation-errors", "ClientTLSNegotiationErrorCount");

  static final BalancerCounter TARGET_TLS =
      new BalancerCounter("target-tls-negotiation-errors", "TargetTLSNegotiationErrorCount");

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
    return CloudWatchCount.look(file.bundle(), metric);
  }
}
