package dev.whichhop.diagnosis.check.tls;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Certificates;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Setting;
import dev.whichhop.model.evidence.Signal;
import java.util.List;
import java.util.Set;

/**
 * Peers of the mesh reject a certificate because its time is over, or one that a proxy holds ended
 * before the newest line of the logs. What applications say of certificates may be about any server
 * of the internet and does not count, and what a gateway shows its clients is not the mesh's.
 */
final class CertificateExpired implements Check {

  @Override
  public String id() {
    return "certificate-expired";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.SIGNALS, EvidenceKind.LOGS, EvidenceKind.SETTINGS, EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    var expired = file.bundle().signal("certificate-expired");
    List<LogRecord> logs = file.bundle().logs();
    List<Setting> settings = file.bundle().settings();
    List<Evidence> rejected =
        expired.hits().stream()
            .filter(hit -> hit.component() != Component.APPLICATION)
            .filter(hit -> hit.component() != Component.CLIENT)
            .map(Signal.Hit::evidence)
            .toList();
    if (rejected.size() > 1) {
      return Answer.found(
          rejected.getFirst().place().file(),
          rejected.subList(0, Math.min(3, rejected.size())),
          "count",
          rejected.size());
    }
    for (Setting setting : Certificates.ended(file.bundle())) {
      if (Certificates.isOfMesh(setting, file.bundle())) {
        return Answer.found(
            setting.evidence().place().file(), List.of(setting.evidence()), "count", 1);
      }
    }
    return logs.isEmpty() && settings.isEmpty()
        ? Answer.blind("proxy-certificates")
        : Answer.absent("the logs", "the certificates");
  }
}
