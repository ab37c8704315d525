package dev.whichhop.diagnosis.check.startup;

import dev.whichhop.diagnosis.check.Check;
import java.util.List;

/** The checks of this family. Register a new one here. */
public final class StartupChecks {
  private StartupChecks() {}

  public static List<Check> all() {
    return List.of(
        new InboundConnectionRefused(),
        new ApplicationBindsOtherAddress(),
        new RefusedInInitContainer(),
        new RefusedRightAfterStart(),
        new RefusedBeforeProxyReady(),
        new ApplicationFailedBesideStartingProxy(),
        new PostStartHookFailed(),
        new ProxyGetsNoConfiguration(),
        new SlowWhileYoung(),
        new FailuresOnlyWhileYoung(),
        new YoungGetFullShare(),
        new WarmUpConfigured());
  }
}
