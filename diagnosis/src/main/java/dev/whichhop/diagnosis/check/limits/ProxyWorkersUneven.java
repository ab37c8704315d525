package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.MetricSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One worker of a proxy holds nearly all connections of a listener ({@code
 * listener.<address>.worker_<n>.downstream_cx_active}): the kernel gives a connection to one worker
 * for its life, so with few long ones the others idle while it is busy.
 */
final class ProxyWorkersUneven implements Check {
  private static final double NEARLY_ALL = 0.8;
  private static final int LEAST_CONNECTIONS = 50;

  @Override
  public String id() {
    return "proxy-workers-uneven";
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
    Map<String, List<MetricSeries>> listeners = new TreeMap<>();
    for (MetricSeries series : file.bundle().metrics()) {
      if (series.name().endsWith("downstream_cx_active") && series.name().contains("worker_")) {
        listeners.computeIfAbsent(listener(series), _ -> new ArrayList<>()).add(series);
      }
    }
    boolean looked = false;
    for (Map.Entry<String, List<MetricSeries>> listener : listeners.entrySet()) {
      List<MetricSeries> workers = listener.getValue();
      double all = workers.stream().mapToDouble(MetricSeries::last).sum();
      if (workers.size() < 2) {
        continue;
      }
      looked = true;
      for (MetricSeries worker : workers) {
        if (all >= LEAST_CONNECTIONS && worker.last() >= NEARLY_ALL * all) {
          return Answer.found(
              listener.getKey(),
              workers.stream().limit(4).map(MetricSeries::evidence).toList(),
              "count",
              String.format(Locale.ROOT, "%.0f", worker.last()),
              "of",
              String.format(Locale.ROOT, "%.0f", all),
              "workers",
              workers.size());
        }
      }
    }
    return looked ? Answer.absent("workers' counters", "the listeners") : Answer.blind("workers");
  }

  /** The address of the listener, dotted or as the label of the Prometheus page. */
  private static String listener(MetricSeries series) {
    String label = series.labels().getOrDefault("listener_address", "");
    int worker = series.name().indexOf(".worker_");
    return worker > 0 ? series.name().substring(0, worker) : label + series.place().file();
  }
}
