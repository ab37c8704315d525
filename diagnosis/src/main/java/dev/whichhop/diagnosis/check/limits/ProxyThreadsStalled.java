package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.MetricSeries;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Envoy's watchdog counted threads that did nothing for more than 200 ms ({@code
 * server.<thread>.watchdog_miss}) or one second ({@code watchdog_mega_miss}); Istio's proxies keep
 * these counters by default (istio-envoy facts C5, 4.3).
 */
final class ProxyThreadsStalled implements Check {

  @Override
  public String id() {
    return "proxy-threads-stalled";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.METRICS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<MetricSeries> counters =
        file.bundle().metrics().stream().filter(ProxyThreadsStalled::isWatchdog).toList();
    if (counters.isEmpty()) {
      return Answer.blind("envoy-stats");
    }
    List<MetricSeries> missed = counters.stream().filter(one -> one.max() > 0).toList();
    return missed.isEmpty()
        ? Answer.absent(counters.getFirst().place().file(), "the proxy's threads")
        : Answer.found(
            missed.getFirst().labels().getOrDefault("pod", missed.getFirst().name()),
            missed.stream().limit(3).map(MetricSeries::evidence).toList(),
            "count",
            String.format(Locale.ROOT, "%.0f", missed.getFirst().max()));
  }

  private static boolean isWatchdog(MetricSeries series) {
    return series.name().endsWith("watchdog_miss") || series.name().endsWith("watchdog_mega_miss");
  }
}
