package dev.whichhop.diagnosis.check.termination;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Table;
import java.util.List;
import java.util.Set;

/**
 * {@code istioctl proxy-status} says STALE of a proxy: istiod sent it configuration that it did not
 * acknowledge (istioctl/pkg/writer/pilot/status.go; up to 1.26, later versions print no such
 * column).
 */
final class ProxyIsStale implements Check {

  @Override
  public String id() {
    return "proxy-is-stale";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.TABLES);
  }

  private static final List<String> TYPES = List.of("CDS", "LDS", "EDS", "RDS");

  @Override
  public Answer look(CaseFile file) {
    boolean told = false;
    for (Table table : file.bundle().tables("proxy-status")) {
      for (Table.Row row : table.rows()) {
        for (String type : TYPES) {
          told |= !row.cell(type).isEmpty();
          if (row.cell(type).toUpperCase(java.util.Locale.ROOT).startsWith("STALE")) {
            return Answer.found(row.cell("NAME"), List.of(row.evidence()), "type", type);
          }
        }
      }
    }
    return told ? Answer.absent("proxy-status", "the proxies") : Answer.blind("proxy-status");
  }
}
