package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.MetricSeries;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The activator's memory grows to several times what it was: requests wait in it. */
final class ActivatorMemoryClimbs implements Check {
  /** Parts of the names of cAdvisor's series, and of the names that people give to an export. */
  private static final List<String> MEMORY =
      List.of("memory_working_set", "memory_rss", "working_set");

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
      if (!ofActivator(series) || !tellsMemory(series) || series.points().size() < 3) {
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
            Math.round(least / unit(series)),
            "most",
            Math.round(series.max() / unit(series)));
      }
    }
    return looked ? Answer.absent("metrics", "activator") : Answer.blind("activator-metrics");
  }

  private static boolean ofActivator(MetricSeries series) {
    return series.labels().getOrDefault("container", "").equals("activator")
        || series.labels().getOrDefault("pod", "").startsWith("activator-")
        || series.name().startsWith("activator-");
  }

  /** By its name or, where the name is that of the pod, by that of its file. */
  private static boolean tellsMemory(MetricSeries series) {
    String named = series.name() + " " + series.place().file();
    return MEMORY.stream().anyMatch(named::contains);
  }

  /** Bytes, unless a name says that the numbers are MiB. */
  private static double unit(MetricSeries series) {
    String named = (series.name() + " " + series.place().file()).toLowerCase(Locale.ROOT);
    return named.contains("_mib") || named.contains("_mb") ? 1 : MIB;
  }
}
