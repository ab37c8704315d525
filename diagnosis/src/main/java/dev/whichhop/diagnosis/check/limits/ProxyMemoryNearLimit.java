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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The proxy's working set reaches its memory limit, from cAdvisor, {@code kubectl top} or the
 * container's cgroup. At the limit the kernel kills it.
 */
final class ProxyMemoryNearLimit implements Check {
  /**
   * The working set leaves out what the kernel could reclaim; above this part there is hardly
   * anything left to reclaim before it kills.
   */
  private static final double NEAR = 0.9;

  /** What the container uses, in bytes. */
  private static final Set<String> USED =
      Set.of("container_memory_working_set_bytes", "cgroup.memory.current");

  /** What it may use, in bytes; kube-state-metrics has one name for all resources. */
  private static final Set<String> LIMITS =
      Set.of(
          "container_spec_memory_limit_bytes",
          "kube_pod_container_resource_limits_memory_bytes",
          "cgroup.memory.max");

  private static final String RESOURCE_LIMITS = "kube_pod_container_resource_limits";

  @Override
  public String id() {
    return "proxy-memory-near-limit";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.METRICS, EvidenceKind.TABLES, EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Amount> limits = new ArrayList<>(ProxyContainers.limits(file.bundle(), "memory"));
    List<Amount> used = new ArrayList<>();
    for (MetricSeries series : file.bundle().metrics()) {
      if (!ProxyContainers.isOf(series)) {
        continue;
      }
      boolean limit =
          LIMITS.contains(series.name())
              || series.name().equals(RESOURCE_LIMITS)
                  && series.labels().getOrDefault("resource", "").equals("memory");
      Amount amount = new Amount(ProxyContainers.pod(series), series.max(), series.evidence());
      // Without a limit cAdvisor reports 0, a cgroup "max".
      if (limit && amount.value() > 0 && Double.isFinite(amount.value())) {
        limits.add(amount);
      } else if (USED.contains(series.name())) {
        used.add(amount);
      }
    }
    for (Table table : file.bundle().tables("top-containers")) {
      for (Table.Row row : table.rows()) {
        if (row.cell("NAME").equals(ProxyContainers.NAME)) {
          Quantity.parse(row.cell("MEMORY(bytes)"))
              .ifPresent(bytes -> used.add(new Amount(row.cell("POD"), bytes, row.evidence())));
        }
      }
    }
    boolean compared = false;
    for (Amount one : used) {
      Optional<Amount> limit = ProxyContainers.samePod(limits, one.pod());
      compared |= limit.isPresent();
      if (limit.isPresent() && one.value() >= NEAR * limit.get().value()) {
        return new Answer.Found(
            one.pod().isEmpty() ? ProxyContainers.NAME : one.pod(),
            ProxyContainers.hop(one.pod()),
            Phrase.of("", "used", mebibytes(one.value()), "limit", mebibytes(limit.get().value()))
                .values(),
            List.of(one.evidence(), limit.get().evidence()));
      }
    }
    return compared
        ? Answer.absent("memory of the proxies", "istio-proxy")
        : Answer.blind("proxy-memory");
  }

  private static String mebibytes(double bytes) {
    return String.format(Locale.ROOT, "%.0f", bytes / (1024 * 1024));
  }
}
