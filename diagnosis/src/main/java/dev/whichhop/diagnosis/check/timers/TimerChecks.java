package dev.whichhop.diagnosis.check.timers;

import dev.whichhop.diagnosis.check.Check;
import java.util.List;

/** The checks of this family. Register a new one here. */
public final class TimerChecks {
  private TimerChecks() {}

  public static List<Check> all() {
    return List.of(
        new FailuresFollowIdleGap(),
        new FailuresEchoAnswers(),
        new ClosingPeerIsProxy(),
        new PeerProxyLacksFailures(),
        new ServerLogLacksFailures(),
        new IdleConnectionClosedOnWire(),
        new ServerKeepAliveConfigured(),
        new ServerKeepsLongerThanGap(),
        new ProxyIdleTimeoutIsGap(),
        new QueueProxySawEndOfStream(),
        new ServerClosesAtOneDuration(),
        new ServerKilledWorkerAtFailures(),
        new ProxyTimeoutReported(),
        new CallerLeftFirst(),
        new ServerFinishedAnyway());
  }
}
