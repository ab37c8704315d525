package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Coverage;
import dev.whichhop.model.evidence.Coverage.Completeness;
import dev.whichhop.model.evidence.Observation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Logs so large that of their successes only a sample was kept: what is missing there may have
 * happened all the same, and the time between two kept lines is no silence.
 */
public final class SampledLogs {
  private final Set<String> files = new HashSet<>();

  private SampledLogs() {}

  public static SampledLogs of(Bundle bundle) {
    SampledLogs logs = new SampledLogs();
    for (Coverage covered : bundle.coverage()) {
      if (covered.completeness() == Completeness.SAMPLED) {
        logs.files.add(covered.source());
      }
    }
    return logs;
  }

  public boolean contain(Observation line) {
    return files.contains(line.place().file());
  }

  /** True when one of the lines is from such a log. */
  public boolean containAny(List<Observation> lines) {
    return !files.isEmpty() && lines.stream().anyMatch(this::contain);
  }
}
