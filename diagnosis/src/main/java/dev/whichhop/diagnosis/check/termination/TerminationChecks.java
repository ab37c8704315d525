package dev.whichhop.diagnosis.check.termination;

import dev.whichhop.diagnosis.check.Check;
import java.util.List;

/** The checks of this family. Register a new one here. */
public final class TerminationChecks {
  private TerminationChecks() {}

  public static List<Check> all() {
    return List.of(
        new FailuresFollowShutdowns(),
        new FailuresFollowOwnScaleDown(),
        new ProxyEndedBeforeApplication(),
        new NoWaitBeforeStop(),
        new UpstreamIsNoEndpoint(),
        new EndpointLeftBeforeFailures(),
        new XdsStreamClosedBeforeFailures(),
        new ProxyListsAddressNobodyHas(),
        new ProxyIsStale());
  }
}
