package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.ClosedUnderway;
import dev.whichhop.diagnosis.view.IdleGaps;
import dev.whichhop.diagnosis.view.PoolGaps;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.AttributeSet;
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

/**
 * A caller's or proxy's requests fail after more silence than the listener's idle timeout, and
 * never after less: the load balancer has forgotten the flow.
 */
final class FailsOnlyPastIdleTimeout implements Check {
  /** Default of {@code tcp.idle_timeout.seconds}; aws facts 5.2, NLB "update-idle-timeout". */
  static final int DEFAULT_SECONDS = 350;

  @Override
  public String id() {
    return "fails-only-past-idle-timeout";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.OBSERVATIONS,
        EvidenceKind.AWS_ATTRIBUTES,
        EvidenceKind.PODS,
        EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    Duration timeout = timeout(file.bundle());
    List<IdleGaps.Gap> gaps = IdleGaps.ofCallers(file.bundle());
    List<IdleGaps.Gap> past = IdleGaps.toldApartBy(timeout, gaps);
    if (past.isEmpty()) {
      past = proxiesPast(timeout, file);
    }
    List<IdleGaps.Gap> failed = gaps.stream().filter(IdleGaps::lost).toList();
    if (past.isEmpty() && failed.isEmpty()) {
      return Answer.blind("client-log");
    }
    if (past.isEmpty()) {
      boolean toldNothing =
          IdleGaps.inferred(file.bundle())
              || failed.stream().allMatch(one -> outlasted(one, timeout));
      return failed.size() < 2 || gaps.size() < 4 || toldNothing
          ? Answer.blind("client-log")
          : Answer.absent(failed.getFirst().request().place().file(), "the callers' pauses");
    }
    return found(past, timeout);
  }

  private static Answer found(List<IdleGaps.Gap> past, Duration timeout) {
    Duration shortest =
        past.stream().map(IdleGaps.Gap::idle).min(Comparator.naturalOrder()).orElseThrow();
    List<Evidence> evidence = past.stream().limit(3).map(one -> one.request().evidence()).toList();
    return Answer.found(
        past.getFirst().request().vantage().instance(),
        evidence,
        "count",
        past.size(),
        "timeout",
        timeout.toSeconds(),
        "shortest",
        shortest.toSeconds());
  }

  /**
   * The same for a proxy that is the load balancer's client: nginx before it, or a sidecar that
   * calls out through it. What a proxy sends to pods passes no load balancer.
   */
  private static List<IdleGaps.Gap> proxiesPast(Duration timeout, CaseFile file) {
    Set<String> pods = Addresses.ofWorkloads(file.bundle());
    for (Symptom.RequestFailures group : file.faultyRequests()) {
      boolean proxy = group.side() != Side.CALLER && group.side() != Side.INBOUND;
      if (!proxy || !ClosedUnderway.test(group) || !leavesCluster(group, pods)) {
        continue;
      }
      PoolGaps pool = PoolGaps.of(group.failures(), file.bundle());
      List<IdleGaps.Gap> gaps = new ArrayList<>();
      pool.failed().forEach(one -> gaps.add(new IdleGaps.Gap(one.request(), one.idle())));
      pool.answered().stream()
          .filter(one -> group.failures().stream().anyMatch(failed -> samePool(failed, one)))
          .forEach(one -> gaps.add(new IdleGaps.Gap(one.request(), one.idle())));
      List<IdleGaps.Gap> past = IdleGaps.toldApartBy(timeout, gaps);
      if (!past.isEmpty()) {
        return past;
      }
    }
    return List.of();
  }

  private static boolean samePool(Observation failed, PoolGaps.Gap answered) {
    Observation other = answered.request();
    return failed.upstreamHost().equals(other.upstreamHost())
        && failed.vantage().instance().equals(other.vantage().instance());
  }

  private static boolean leavesCluster(Symptom.RequestFailures group, Set<String> pods) {
    return group.failures().stream()
        .noneMatch(one ->
            one.upstreamHost().isEmpty()
                || one.upstreamCluster().contains(".svc.")
                || pods.contains(Addresses.host(one.upstreamHost())));
  }

  /** The flow was idle for so long within the request, so the pause before it does not matter. */
  private static boolean outlasted(IdleGaps.Gap gap, Duration timeout) {
    return gap.request().duration().orElse(Duration.ZERO).compareTo(timeout) >= 0;
  }

  /** The listener's timeout where its attributes are known, else the default. */
  static Duration timeout(Bundle bundle) {
    for (AttributeSet attributes : bundle.awsAttributes()) {
      Optional<String> value = attributes.value("tcp.idle_timeout.seconds");
      if (value.isPresent() && value.get().matches("[0-9]{1,5}")) {
        return Duration.ofSeconds(Integer.parseInt(value.get()));
      }
    }
    return Duration.ofSeconds(DEFAULT_SECONDS);
  }
}
