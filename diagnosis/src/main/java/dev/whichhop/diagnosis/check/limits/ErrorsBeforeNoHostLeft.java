package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Before a proxy had no host left ({@code UH}), the last that each host of the cluster had answered
 * were server errors; and the same hosts served again afterwards. So does consecutive-error
 * ejection take hosts out and put them back.
 */
final class ErrorsBeforeNoHostLeft implements Check {
  private static final double NEARLY_ALL = 0.8;

  @Override
  public String id() {
    return "errors-before-no-host-left";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    Map<String, List<Observation>> clusters = new TreeMap<>();
    Set<String> starved = new java.util.TreeSet<>();
    for (Observation one : file.bundle().observations()) {
      if (one.time().isPresent() && !one.upstreamCluster().isEmpty()) {
        String key = one.vantage().instance() + " " + one.upstreamCluster();
        clusters.computeIfAbsent(key, _ -> new ArrayList<>()).add(one);
        if (one.hasFlag("UH")) {
          starved.add(key);
        }
      }
    }
    if (starved.isEmpty()) {
      return Answer.blind("gateway-access-log");
    }
    for (String key : starved) {
      Cluster cluster = new Cluster();
      List<Observation> lines = clusters.getOrDefault(key, List.of());
      lines.stream()
          .sorted(Comparator.comparing(one -> one.time().orElseThrow()))
          .forEach(cluster::next);
      if (cluster.explained() && cluster.servedAgain) {
        return Answer.found(
            lines.getFirst().upstreamCluster(),
            cluster.evidence,
            "count",
            cluster.bursts,
            "hosts",
            cluster.lastAnswers.size());
      }
    }
    return Answer.absent(
        clusters.getOrDefault(starved.iterator().next(), List.of()).getFirst().place().file(),
        "the failures");
  }

  /** One proxy's requests to one cluster, in the order of time. */
  private static final class Cluster {
    final Map<String, Observation> lastAnswers = new HashMap<>();
    final List<Evidence> evidence = new ArrayList<>();
    int bursts;
    int afterErrors;
    boolean servedAgain;
    private boolean inBurst;

    void next(Observation one) {
      if (one.hasFlag("UH")) {
        if (!inBurst) {
          begin(one);
        }
        inBurst = true;
      } else if (!one.upstreamHost().isEmpty()) {
        // A request that had begun before may end, and be logged, within the burst.
        servedAgain |= inBurst && one.succeeded() && lastAnswers.containsKey(one.upstreamHost());
        inBurst &= !one.succeeded();
        Instant end = one.end().orElseThrow();
        lastAnswers.merge(
            one.upstreamHost(),
            one,
            (before, now) -> before.end().orElseThrow().isAfter(end) ? before : now);
      }
    }

    private void begin(Observation first) {
      if (lastAnswers.isEmpty()) {
        return;
      }
      bursts++;
      boolean errors = lastAnswers.values().stream().allMatch(one -> one.status() >= 500);
      if (errors && evidence.isEmpty()) {
        lastAnswers.values().stream().limit(3).forEach(one -> evidence.add(one.evidence()));
        evidence.add(first.evidence());
      }
      afterErrors += errors ? 1 : 0;
    }

    boolean explained() {
      return bursts > 0 && lastAnswers.size() > 1 && afterErrors >= NEARLY_ALL * bursts;
    }
  }
}
