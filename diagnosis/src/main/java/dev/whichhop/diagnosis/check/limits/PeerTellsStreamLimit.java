package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Version;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Setting;
import dev.whichhop.model.evidence.Signal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The peer of an HTTP/2 connection allows a known number of streams, by its SETTINGS in a
 * transcript or by Envoy's default, which is 1024 since 1.36 and was without a limit before (Envoy
 * 1.36 release notes). Nearly every peer has such a limit; that it was reached, other checks tell.
 */
final class PeerTellsStreamLimit implements Check {
  private static final Version FIRST_LIMITED = new Version(1, 36, "1.36");

  @Override
  public String id() {
    return "peer-tells-stream-limit";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.SIGNALS, EvidenceKind.SETTINGS);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal told = file.bundle().signal("peer-limits-streams");
    if (told.seen()) {
      return Answer.found(
          "", told.evidence(1), "limit", told.evidence(1).getFirst().text().strip());
    }
    boolean known = false;
    for (Setting setting : file.bundle().settings()) {
      if (setting.key().equals("envoy.version")) {
        known = true;
        Optional<Version> version = Version.of(setting.value());
        if (version.isPresent() && version.get().aheadOf(FIRST_LIMITED) >= 0) {
          return Answer.found(
              "Envoy " + setting.value(), List.of(setting.evidence()), "limit", "1024");
        }
      }
    }
    return known ? Answer.absent("versions of Envoy", "HTTP/2") : Answer.blind("client-transcript");
  }
}
