package dev.whichhop.diagnosis.check.timers;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.PoolGaps;
import dev.whichhop.diagnosis.view.ProxyIdleTimeouts;
import dev.whichhop.diagnosis.view.ProxyIdleTimeouts.Timeout;
import dev.whichhop.diagnosis.view.Seconds;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.evidence.EvidenceKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A proxy was told to close idle client connections after just the silence that the failures come
 * after.
 */
final class ProxyIdleTimeoutIsGap implements Check {
  private static final double NEAR = 0.05;

  @Override
  public String id() {
    return "proxy-idle-timeout-is-gap";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.OBSERVATIONS,
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.ENVOY_CONFIGURATION);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Timeout> timeouts = ProxyIdleTimeouts.of(file.bundle());
    // Few failures may gather at one silence by accident, but not at just that of a setting.
    Optional<Duration> gap =
        file.faultyRequests().stream()
            .map(group -> PoolGaps.of(group.failures(), file.bundle()).gathered())
            .flatMap(Optional::stream)
            .map(PoolGaps.Band::typical)
            .findFirst();
    if (gap.isEmpty() || timeouts.isEmpty()) {
      return Answer.blind(gap.isEmpty() ? "sidecar-access-log" : "envoy-listeners");
    }
    double near = gap.get().toMillis() * NEAR;
    for (Timeout timeout : timeouts) {
      if (timeout.closes().stream()
          .anyMatch(close -> close.minus(gap.get()).abs().toMillis() <= near)) {
        return new Answer.Found(
            timeout.setting().place().file(),
            timeout.atGateway() ? Hop.GATEWAY : null,
            Phrase.of("", "timer", timeout.setting().textOrEmpty(), "gap", Seconds.of(gap.get()))
                .values(),
            List.of(timeout.setting().evidence()));
      }
    }
    return Answer.absent(
        timeouts.getFirst().setting().place().file(), "the idle timeouts of the proxies");
  }
}
