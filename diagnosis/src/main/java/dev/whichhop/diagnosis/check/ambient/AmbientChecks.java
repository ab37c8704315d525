package dev.whichhop.diagnosis.check.ambient;

import dev.whichhop.diagnosis.check.Check;
import java.util.List;

/** The checks of this family. Register a new one here. */
public final class AmbientChecks {
  private AmbientChecks() {}

  public static List<Check> all() {
    return List.of(
        new AmbientOnPath(),
        new ZtunnelNotReady(),
        new ZtunnelEndedAtFailures(),
        new FailuresOnNodeWithoutZtunnel(),
        new PodsCannotJoinAmbient(),
        new HbonePortUnanswered(),
        new WaypointNotReady(),
        new WaypointNotBound(),
        new ZtunnelBlamesWaypoint());
  }
}
