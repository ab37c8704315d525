package dev.whichhop.diagnosis.check.ambient;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Connections to port 15008 of pods were refused or not answered: ztunnel listens there inside each
 * pod's network, so nobody else could have answered. Told by the calling ztunnel's access lines or
 * by a gateway that tunnels ({@code UF} to {@code address:15008}). Waypoints listen on the same
 * port and have a check of their own.
 */
final class HbonePortUnanswered implements Check {
  /** Error of the operating system, and of ztunnel where nothing came back (src/proxy.rs). */
  private static final List<String> UNANSWERED =
      List.of("connection refused", "timed out", "deadline has elapsed", "connection reset");

  @Override
  public String id() {
    return "hbone-port-unanswered";
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
    List<Evidence> evidence = new ArrayList<>();
    String subject = "";
    int count = 0;
    for (LogRecord line : Ambient.ztunnelErrors(file.bundle())) {
      String error = line.fields().getOrDefault("error", "").toLowerCase(Locale.ROOT);
      boolean unanswered = UNANSWERED.stream().anyMatch(error::contains);
      if (Ambient.isTunnelled(line) && unanswered && !ZtunnelBlamesWaypoint.toWaypoint(line)) {
        count++;
        evidence.add(line.evidence());
        subject = subject.isEmpty() ? destination(line) : subject;
      }
    }
    for (Observation failure : file.failures()) {
      boolean tunnel =
          Addresses.port(failure.upstreamHost()) == Ambient.HBONE_PORT && failure.hasFlag("UF");
      if (tunnel) {
        count++;
        evidence.add(failure.evidence());
        subject = subject.isEmpty() ? failure.upstreamHost() : subject;
      }
    }
    if (count > 0) {
      return Answer.found(subject, evidence.subList(0, Math.min(3, count)), "count", count);
    }
    boolean logged =
        file.bundle().logs().stream()
            .anyMatch(one ->
                one.component() == Component.ZTUNNEL && one.fields().containsKey("src.addr"));
    return logged
        ? Answer.absent("access log of ztunnel", "the tunnels")
        : Answer.blind("ztunnel-log");
  }

  private static String destination(LogRecord line) {
    return line.fields().getOrDefault("dst.workload", line.fields().getOrDefault("dst.addr", ""));
  }
}
