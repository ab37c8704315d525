package dev.whichhop.diagnosis.check.ambient;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.LogRecord;
import java.util.List;
import java.util.Set;

/**
 * ztunnel could not reach a waypoint or does not know it: {@code error="unknown waypoint: …"}
 * (istio/ztunnel src/proxy.rs), or a failed tunnel to a workload or service of a waypoint.
 */
final class ZtunnelBlamesWaypoint implements Check {

  @Override
  public String id() {
    return "ztunnel-blames-waypoint";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.LOGS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<LogRecord> blaming =
        Ambient.ztunnelErrors(file.bundle()).stream()
            .filter(line ->
                line.fields().getOrDefault("error", "").contains("waypoint") || toWaypoint(line))
            .toList();
    if (!blaming.isEmpty()) {
      LogRecord first = blaming.getFirst();
      return Answer.found(
          first.fields().getOrDefault("dst.workload", first.fields().getOrDefault("dst.addr", "")),
          blaming.stream().limit(3).map(LogRecord::evidence).toList(),
          "count",
          blaming.size(),
          "error",
          first.fields().getOrDefault("error", ""));
    }
    boolean logged =
        file.bundle().logs().stream()
            .anyMatch(one ->
                one.component() == Component.ZTUNNEL && one.fields().containsKey("src.addr"));
    return logged
        ? Answer.absent("access log of ztunnel", "its connections")
        : Answer.blind("ztunnel-log");
  }

  /**
   * The next hop is a waypoint: istiod names its workload, service and account after the Gateway,
   * which {@code istioctl waypoint apply} calls {@code waypoint}.
   */
  static boolean toWaypoint(LogRecord line) {
    String workload = line.fields().getOrDefault("dst.workload", "");
    String identity = line.fields().getOrDefault("dst.identity", "");
    return Ambient.isTunnelled(line)
        && (workload.contains("waypoint") || identity.endsWith("waypoint"));
  }
}
