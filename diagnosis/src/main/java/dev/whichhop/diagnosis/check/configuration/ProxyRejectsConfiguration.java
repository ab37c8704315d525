package dev.whichhop.diagnosis.check.configuration;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Setting;
import dev.whichhop.model.evidence.Signal;
import java.util.List;
import java.util.Set;

/**
 * A proxy rejected what istiod sent it, and goes on with what it had: its log, istiod's, the
 * counters of both, or {@code error_state} in its configuration dump.
 */
final class ProxyRejectsConfiguration implements Check {
  /** istiod's counters (istio-envoy facts 4.4) and Envoy's own. */
  private static final List<String> COUNTERS =
      List.of(
          "pilot_total_xds_rejects",
          "pilot_xds_cds_reject",
          "pilot_xds_lds_reject",
          "pilot_xds_rds_reject",
          "pilot_xds_eds_reject",
          "lds.update_rejected",
          "cds.update_rejected");

  @Override
  public String id() {
    return "proxy-rejects-configuration";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.SIGNALS, EvidenceKind.SETTINGS, EvidenceKind.METRICS, EvidenceKind.LOGS);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal signal = file.bundle().signal("configuration-rejected");
    if (signal.seen()) {
      return Answer.found("", signal.evidence(3), "count", signal.count());
    }
    boolean looked = false;
    for (Setting setting : file.bundle().settings()) {
      if (setting.key().equals("envoy.rejected-config")) {
        return Answer.found(setting.value(), List.of(setting.evidence()), "count", 1);
      }
    }
    for (MetricSeries series : file.bundle().metrics()) {
      if (COUNTERS.stream().anyMatch(series.name()::endsWith)) {
        looked = true;
        if (series.max() > 0) {
          return Answer.found(
              series.labels().getOrDefault("pod", series.name()),
              List.of(series.evidence()),
              "count",
              Math.round(series.max()));
        }
      }
    }
    looked |= file.bundle().logs().stream().anyMatch(one -> one.component() == Component.ISTIOD);
    return looked
        ? Answer.absent("istiod's log and counters", "the proxies")
        : Answer.blind("istiod-log");
  }
}
