package dev.whichhop.diagnosis.check.timers;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.ClosedUnderway;
import dev.whichhop.diagnosis.view.Echoes;
import dev.whichhop.diagnosis.view.KeepAliveSetting;
import dev.whichhop.diagnosis.view.PoolGaps;
import dev.whichhop.diagnosis.view.ProxyIdleTimeouts;
import dev.whichhop.diagnosis.view.Seconds;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Requests whose connection was closed under them come after one and the same silence on the pooled
 * connection, and requests after other silences are answered.
 */
final class FailuresFollowIdleGap implements Check {
  private static final int LEAST_GAPS = 3;

  /** A timer and the silence before the request that meets it differ by the request's own way. */
  private static final Duration LEAST_NEAR = Duration.ofMillis(200);

  /** And by a twentieth of it, where the timer is long and its clock is coarse. */
  private static final int NEAR_PART = 20;

  @Override
  public String id() {
    return "failures-follow-idle-gap";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.OBSERVATIONS,
        EvidenceKind.LOGS,
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.ENVOY_CONFIGURATION);
  }

  @Override
  public Answer look(CaseFile file) {
    PoolGaps measured = null;
    for (Symptom.RequestFailures group : file.faultyRequests()) {
      if (!ClosedUnderway.test(group)) {
        continue;
      }
      PoolGaps gaps = PoolGaps.of(group.failures(), file.bundle());
      Optional<PoolGaps.Band> band =
          gaps.band()
              .or(() -> PoolGaps.told(file.exchanges()).band())
              .or(() -> gaps.gathered().filter(one -> toldTimer(one, file.bundle()).isPresent()));
      if (band.isPresent()) {
        return found(group, band.get(), file.bundle());
      }
      // A caller's pauses are not those of the connections behind the proxies between, and with
      // several pools the last answer of the host says nothing of the connection.
      boolean telling =
          group.side() != Side.CALLER && Echoes.of(group.failures(), file.bundle()).isEmpty();
      if (gaps.failed().size() >= LEAST_GAPS && telling && gaps.gathered().isEmpty()) {
        measured = gaps;
      }
    }
    return measured == null
        ? Answer.blind("sidecar-access-log")
        : Answer.absent(
            measured.failed().getFirst().request().place().file(),
            "the silences before the failures");
  }

  /**
   * A time-out that somebody is told to have.
   *
   * @param closes the silence after which a request meets its close
   */
  private record Told(Duration timer, Duration closes) {}

  /**
   * The time-out that a server or a receiving proxy is told to have, where it is the band's. Few
   * failures may gather by accident, but not at just that. A connection that is used before its
   * time-out is over is open, so the time-out is the shorter one.
   */
  private static Optional<Duration> toldTimer(PoolGaps.Band band, Bundle bundle) {
    return Stream.concat(
            KeepAliveSetting.of(bundle).stream().map(one -> new Told(one.value(), one.value())),
            ProxyIdleTimeouts.of(bundle).stream()
                .flatMap(one -> one.closes().stream().map(close -> new Told(one.idle(), close))))
        .filter(told -> isOf(band, told.closes()))
        .min(Comparator.comparing(told -> told.closes().minus(band.typical()).abs()))
        .map(Told::timer);
  }

  private static boolean isOf(PoolGaps.Band band, Duration closes) {
    Duration late = band.typical().minus(closes);
    return late.plus(LEAST_NEAR).toMillis() >= 0
        && late.toMillis() <= Math.max(LEAST_NEAR.toMillis(), closes.toMillis() / NEAR_PART);
  }

  private static Answer found(Symptom.RequestFailures group, PoolGaps.Band band, Bundle bundle) {
    Duration timer =
        toldTimer(band, bundle).or(() -> Seconds.usual(band.typical())).orElse(band.typical());
    List<Evidence> evidence = new ArrayList<>();
    band.within().stream().limit(3).forEach(gap -> evidence.add(gap.request().evidence()));
    Observation first = band.within().getFirst().request();
    String peer = first.upstreamHost().isEmpty() ? first.authority() : first.upstreamHost();
    return Answer.found(
        peer,
        evidence,
        "count",
        band.within().size(),
        "of",
        group.count(),
        "gap",
        Seconds.of(band.typical()),
        "timer",
        Seconds.of(timer),
        "shorter",
        band.shorter());
  }
}
