package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.check.Check;
import java.util.List;

/** The checks of this family. Register a new one here. */
public final class LoadBalancerChecks {
  private LoadBalancerChecks() {}

  public static List<Check> all() {
    return List.of();
  }
}
