package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.check.Check;
import java.util.List;

/** The checks of this family. Register a new one here. */
public final class LimitChecks {
  private LimitChecks() {}

  public static List<Check> all() {
    return List.of(
        new OverflowReported(),
        new OverflowCounted(),
        new PoolLimitConfigured(),
        new HostsEjected(),
        new ErrorsBeforeNoHostLeft(),
        new OutlierDetectionConfigured(),
        new ProxyOutOfMemory(),
        new ProxyMemoryNearLimit(),
        new ProxyEndedAtFailures(),
        new ProxyCpuThrottled(),
        new ProxyWorkersExceedCpu(),
        new ProxyWorkersSaturated(),
        new ProxyWorkersUneven(),
        new ProxyThreadsStalled(),
        new TimeLostBetweenProxies(),
        new FewRequestsPerConnectionConfigured(),
        new ConnectionsRetiredByCount(),
        new ConnectionsServeFewRequests(),
        new NewConnectionsCostTime(),
        new LocalPortsExhausted(),
        new StreamsRefused(),
        new FailuresAtManyStreams(),
        new StreamsWaitForConnection(),
        new StreamsHeldAtLimit(),
        new StreamLimitConfigured(),
        new PeerTellsStreamLimit(),
        new RequestsArriveSeveralTimes(),
        new ServerSlowsWithAttempts(),
        new RetriesCounted(),
        new RetriesExhausted(),
        new ManyRetriesConfigured(),
        new InjectionChangedQosClass(),
        new SlowerSinceInjection(),
        new RefusedForHeaders(),
        new FailuresAboveSize(),
        new AnswersCutAtOneSize(),
        new ApplicationEndedAtFailures(),
        new ServerLostWorkerAtFailures(),
        new ServerHasTooManyClients());
  }
}
