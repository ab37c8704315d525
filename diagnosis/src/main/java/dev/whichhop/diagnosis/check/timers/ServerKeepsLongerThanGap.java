package dev.whichhop.diagnosis.check.timers;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.KeepAliveSetting;
import dev.whichhop.diagnosis.view.PoolGaps;
import dev.whichhop.diagnosis.view.Seconds;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The failures come after one and the same silence, and the application's server says that it keeps
 * idle connections for much longer: then it is not the one that closes.
 */
final class ServerKeepsLongerThanGap implements Check {
  /**
   * Timers fire late by less than this; a setting nearer to the gap could be the one that fires.
   */
  private static final double MUCH = 1.5;

  @Override
  public String id() {
    return "server-keeps-longer-than-gap";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS, EvidenceKind.LOGS, EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<KeepAliveSetting> settings = KeepAliveSetting.of(file.bundle());
    if (settings.isEmpty()) {
      return Answer.blind("server-keep-alive");
    }
    Optional<Duration> gap = gap(file);
    if (gap.isEmpty()) {
      return Answer.blind("sidecar-access-log");
    }
    double least = gap.get().toMillis() * MUCH;
    KeepAliveSetting first = settings.getFirst();
    return settings.stream().allMatch(one -> one.value().toMillis() >= least)
        ? Answer.found(
            first.subject(),
            List.of(first.evidence()),
            "server",
            Seconds.of(first.value()),
            "gap",
            Seconds.of(gap.get()))
        : Answer.absent(first.evidence().place().file(), first.subject());
  }

  /** The silence before the failures, where they gather at one. */
  static Optional<Duration> gap(CaseFile file) {
    return file.faultyRequests().stream()
        .map(group -> PoolGaps.of(group.failures(), file.bundle()).band())
        .flatMap(Optional::stream)
        .map(PoolGaps.Band::typical)
        .findFirst();
  }
}
