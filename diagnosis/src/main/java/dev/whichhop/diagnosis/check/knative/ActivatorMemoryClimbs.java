package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.MetricSeries;
import java.util.List;
import java.util.Set;

/** The activator's memory grows to several times what it was: requests wait in it. */
final class ActivatorMemoryClimbs implements Check {
  private static final Set<String> MEMORY =
      Set.of("container_memory_working_set_bytes", "container_memory_rss");

  /** The activator needs 60 MiB at rest and may have 600 (knative facts, section 3.2). */
  private static final double GROWTH = 4;

  private static final double MIB = 1024 * 1024;

  @Override
  public String id() {
    return "activator-memory-climbs";
  }

  @Override
  public Hop hop() {
    return Hop.ACTIVATOR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.METRICS);
  }

  @Override
  public Answer look(CaseFile file) {
    boolean looked = false;
    for (MetricSeries series : file.bundle().metrics()) {
      boolean activator =
          series.labels().getOrDefault("container", "").equals("activator")
              || series.labels().getOrDefault("pod", "").startsWith("activator-");
      if (!activator || !MEMORY.contains(series.name()) || series.points().size() < 3) {
        continue;
      }
      looked = true;
      double least =
          series.points().stream().mapToDouble(MetricSeries.Point::value).min().orElse(0);
      if (least > 0 && series.max() >= GROWTH * least) {
        return Answer.found(
            series.labels().getOrDefault("pod", "activator"),
            List.of(series.evidence()),
            "least",
            Math.round(least / MIB),
            "most",
            Math.round(series.max() / MIB));
      }
    }
    return looked ? Answer.absent("metrics", "activator") : Answer.blind("activator-metrics");
  }
}
