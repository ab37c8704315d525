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
 * however much the limit would give. From {@code kubectl top}, {@code
 * container_cpu_usage_seconds_total}, or a rate of it that a query recorded.
 */
final class ProxyWorkersSaturated implements Check {
  /** A thread that is busy for so much of the time makes the next event wait. */
  private static final double BUSY = 0.9;

  private static final double MOST = 1.5;

  /** Words in the names of other metrics about CPU. */
  private static final List<String> NO_USAGE =
      List.of(
          "throttl",
          "limit",
          "request",
          "quota",
          "ratio",
          "percent",
          "util",
          "total",
          "pressure",
          "shares",
          "period",
          "steal",
          "idle",
          "load",
          "wait",
          "milli");

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
      // Envoy's workers are nearly all of its threads; what is far above them is in another unit.
      boolean cores = threads.isPresent() && used.value() <= MOST * threads.get().value();
      if (cores && used.value() >= BUSY * threads.get().value()) {
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
      boolean counter = series.name().equals(USED);
      if (ProxyContainers.isOf(series) && (counter || isUsage(series.name()))) {
        double most = counter ? highestRate(series) : highestSustained(series);
        if (Double.isFinite(most)) {
          used.add(new Amount(ProxyContainers.pod(series), most, series.evidence()));
        }
      }
    }
    return used;
  }

  /** The answer of a query has no name of its own; a file or rule that holds it says what it is. */
  private static boolean isUsage(String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    return folded.contains("cpu") && NO_USAGE.stream().noneMatch(folded::contains);
  }

  /** What a rate in cores reaches at least three times; NaN for shorter series. */
  private static double highestSustained(MetricSeries series) {
    double[] values =
        series.points().stream()
            .mapToDouble(MetricSeries.Point::value)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    return values.length < 3 ? Double.NaN : values[values.length - 3];
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
