package dev.whichhop.diagnosis.check.kubernetes;

import dev.whichhop.diagnosis.check.Check;
import java.util.List;

/** The checks of this family. Register a new one here. */
public final class KubernetesChecks {
  private KubernetesChecks() {}

  public static List<Check> all() {
    return List.of(
        new ApplicationOutOfMemory(),
        new ApplicationKilledByProbe(),
        new ApplicationEndedWithError(),
        new ApplicationInCrashLoop(),
        new ServiceSelectsNoPod(),
        new ServiceWithoutReadyEndpoint(),
        new ReadinessProbeFails(),
        new CallerDeniedByPolicy(),
        new PolicyLeavesCallerOut(),
        new RouteNamesMissingGateway(),
        new GatewayLeavesHostOut(),
        new NameServerUnanswered(),
        new ClusterDnsNotReady(),
        new IstiodNotReady(),
        new ProxiesCannotReachIstiod(),
        new InjectionFails(),
        new NetworkPolicyBlocksWay());
  }
}
