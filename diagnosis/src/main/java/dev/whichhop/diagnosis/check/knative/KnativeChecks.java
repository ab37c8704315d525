package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.check.Check;
import java.util.List;

/** The checks of this family. Register a new one here. */
public final class KnativeChecks {
  private KnativeChecks() {}

  public static List<Check> all() {
    return List.of(
        new KnativeOnPath(),
        new ActivatorProbesFail(),
        new ProbeAnsweredByOwnProxy(),
        new ActivatorWebsocketBroken(),
        new ActivatorsNotReady(),
        new ActivatorOutOfMemory(),
        new ActivatorMemoryClimbs(),
        new ActivatorTimedOut(),
        new FailuresAtActivator(),
        new ProxyErrorsAtOnePod(),
        new PodsUnevenlyBusy(),
        new SlowRequestsBeganBesideOthers(),
        new ScaleToZeroRefused(),
        new ScrapesFail(),
        new ScrapeReset(),
        new NoMetricsToScaleOn(),
        new IngressNotReconciled(),
        new IngressClassWithoutController(),
        new CertificateNotIssued(),
        new KnativeCallerDenied(),
        new PolicyLeavesKnativeOut(),
        new ScrapingFellBackToService(),
        new ControlComponentOutsideMesh(),
        new RevisionAtMaxScale(),
        new FailingRevisionHasReadyPod(),
        new FailingRevisionWithoutLimit(),
        new FailuresHitFreshPod(),
        new HeldRequestsFailTogether(),
        new PendingQueueFull(),
        new RequestsWaitInQueue(),
        new QueueDepthAtLimit(),
        new ActivatorEntersAndLeaves(),
        new FailuresFollowModeChanges(),
        new FailuresWaitForFirstPod(),
        new RequestsExceedSlots(),
        new FailuresLastRevisionTimeout(),
        new QueueProxyTimedOut(),
        new QueueProxyUnreadyAfterRestart(),
        new QueueProxyReadinessFails(),
        new ApplicationAnswersDirectly(),
        new RevisionPodWaits(),
        new RevisionConditionFailed(),
        new KubeletProbeCut(),
        new ProbesNotRewritten(),
        new RewrittenProbeLosesHeader());
  }
}
