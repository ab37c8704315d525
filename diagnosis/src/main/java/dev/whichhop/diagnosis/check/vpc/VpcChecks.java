package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.check.Check;
import java.util.List;

/** The checks of this family. Register a new one here. */
public final class VpcChecks {
  private VpcChecks() {}

  public static List<Check> all() {
    return List.of();
  }
}
