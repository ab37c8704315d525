package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.check.Check;
import java.util.List;

/** The checks of this family. Register a new one here. */
public final class KnativeChecks {
  private KnativeChecks() {}

  public static List<Check> all() {
    return List.of();
  }
}
