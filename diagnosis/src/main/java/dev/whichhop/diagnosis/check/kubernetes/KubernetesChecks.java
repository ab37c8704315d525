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
        new ApplicationInCrashLoop());
  }
}
