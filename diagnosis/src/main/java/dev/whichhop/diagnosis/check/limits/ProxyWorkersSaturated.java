package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.ProxyContainers;
import dev.whichhop.diagnosis.view.ProxyContainers.Amount;
import dev.whichhop.diagnosis.view.Quantity;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A proxy uses as much CPU as its workers can: each is one thread, so one worker can use one core
 * however much the limit would give. From {@code kubectl top} or {@code
 * container_cpu_usage_seconds_total}.
 */
final class ProxyWorkersSaturated implements Check {
  /** A thread that is busy for so much of the time makes the next event wait. */
  private static final double BUSY = 0.9;

  private static final String USED = "container_cpu_usage_seconds_total";

  @Override
  public String id() {
    return "proxy-workers-saturated";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.METRICS,
        EvidenceKind.SETTINGS,
        EvidenceKind.TABLES,
        EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Amount> workers = Workers.of(file.bundle());
    boolean compared = false;
    for (Amount used : used(file)) {
      Optional<Amount> threads = ProxyContainers.samePod(workers, used.pod());
      compared |= threads.isPresent();
      if (threads.isPresent() && used.value() >= BUSY * threads.get().value()) {
        return new Answer.Found(
            used.pod().isEmpty() ? ProxyContainers.NAME : used.pod(),
            ProxyContainers.hop(used.pod()),
            Phrase.of(
                    "",
                    "cores",
                    String.format(Locale.ROOT, "%.2f", used.value()),
                    "workers",
                    String.format(Locale.ROOT, "%.0f", threads.get().value()))
                .values(),
            List.of(used.evidence(), threads.get().evidence()));
      }
    }
    return compared ? Answer.absent("CPU of the proxies", "the proxies") : Answer.blind("workers");
  }

  /** Cores in use. */
  private static List<Amount> used(CaseFile file) {
    List<Amount> used = new ArrayList<>();
    for (Table table : file.bundle().tables("top-containers")) {
      for (Table.Row row : table.rows()) {
        if (row.cell("NAME").equals(ProxyContainers.NAME)) {
          Quantity.parse(row.cell("CPU(cores)"))
              .ifPresent(cores -> used.add(new Amount(row.cell("POD"), cores, row.evidence())));
        }
      }
    }
    for (MetricSeries series : file.bundle().metrics()) {
      if (ProxyContainers.isOf(series) && series.name().equals(USED)) {
        double most = highestRate(series);
        if (Double.isFinite(most)) {
          used.add(new Amount(ProxyContainers.pod(series), most, series.evidence()));
        }
      }
    }
    return used;
  }

  /** The steepest rise between two points, CPU seconds for a second; NaN for a snapshot. */
  private static double highestRate(MetricSeries series) {
    double most = Double.NaN;
    for (int i = 1; i < series.points().size(); i++) {
      Instant from = series.points().get(i - 1).time();
      Instant to = series.points().get(i).time();
      if (from == null || to == null || !to.isAfter(from)) {
        continue;
      }
      double seconds = Duration.between(from, to).toMillis() / 1000.0;
      double rate = (series.points().get(i).value() - series.points().get(i - 1).value()) / seconds;
      most = Double.isNaN(most) ? rate : Math.max(most, rate);
    }
    return most;
  }
}
