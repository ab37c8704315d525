package dev.whichhop.diagnosis.check.ambient;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.Optional;
import java.util.Set;

/**
 * A waypoint that is to be used has no ready pod: ztunnel is told to send connections to it, and
 * there is nobody who takes them.
 */
final class WaypointNotReady implements Check {

  @Override
  public String id() {
    return "waypoint-not-ready";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.PODS, EvidenceKind.TABLES);
  }

  @Override
  public Answer look(CaseFile file) {
    boolean looked = false;
    for (Waypoints.Wanted waypoint : Waypoints.of(file.bundle())) {
      Optional<Waypoints.Trouble> trouble = Waypoints.trouble(file.bundle(), waypoint);
      if (trouble.isPresent()) {
        return Answer.found(
            waypoint.reference(), trouble.get().evidence(), "status", trouble.get().status());
      }
      looked |= !Ambient.podsOf(file.bundle(), waypoint.namespace(), waypoint.name()).isEmpty();
    }
    return looked ? Answer.absent("pods", "the waypoints in use") : Answer.blind("waypoints");
  }
}
