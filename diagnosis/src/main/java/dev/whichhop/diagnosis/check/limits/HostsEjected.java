package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Envoy counts ejected hosts ({@code outlier_detection.ejections_active}, {@code
 * ejections_enforced_*}), or shows one as {@code failed_outlier_check}.
 */
final class HostsEjected implements Check {

  @Override
  public String id() {
    return "hosts-ejected";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.METRICS, EvidenceKind.TABLES);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Evidence> ejected = new ArrayList<>();
    String subject = "";
    boolean looked = false;
    for (MetricSeries series : file.bundle().metrics()) {
      boolean counter = series.name().contains("ejections_");
      boolean health = series.name().equals("host_health");
      looked |= counter || health;
      boolean now = health && series.labels().getOrDefault("state", "").contains("outlier");
      if (now || (counter && !series.name().endsWith("overflow") && series.max() > 0)) {
        ejected.add(series.evidence());
        subject = subject.isEmpty() ? cluster(series) : subject;
      }
    }
    for (Table table : file.bundle().tables()) {
      if (!table.headers().contains("OUTLIER CHECK")) {
        continue;
      }
      looked = true;
      for (Table.Row row : table.rows()) {
        if (row.cell("OUTLIER CHECK").equals("FAILED")) {
          ejected.add(row.evidence());
          subject = subject.isEmpty() ? row.cell("CLUSTER") : subject;
        }
      }
    }
    if (ejected.isEmpty()) {
      return looked ? Answer.absent("Envoy's counters", "the hosts") : Answer.blind("envoy-stats");
    }
    return Answer.found(subject, ejected.subList(0, Math.min(3, ejected.size())));
  }

  private static String cluster(MetricSeries series) {
    String named =
        series.labels().getOrDefault("cluster_name", series.labels().getOrDefault("cluster", ""));
    return named.isEmpty() ? series.name() : named;
  }
}
