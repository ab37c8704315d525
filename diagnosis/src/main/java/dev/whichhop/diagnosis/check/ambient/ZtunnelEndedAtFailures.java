package dev.whichhop.diagnosis.check.ambient;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.ProxyContainers;
import dev.whichhop.diagnosis.view.ProxyEnds;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A ztunnel's container ended by itself when requests failed: all connections of its node's pods
 * went with it, and new ones wait until it has started and got its workloads again.
 */
final class ZtunnelEndedAtFailures implements Check {
  private static final Duration BEFORE = Duration.ofSeconds(3);
  private static final Duration AFTER = Duration.ofSeconds(60);
  private static final double MOST = 0.5;

  @Override
  public String id() {
    return "ztunnel-ended-at-failures";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Observation> failures =
        file.failures().stream().filter(one -> one.end().isPresent()).toList();
    ProxyEnds states = ProxyEnds.of(file.bundle());
    for (ProxyEnds.End end : states.ends()) {
      Instant finished = end.time();
      if (finished == null || !ProxyContainers.isZtunnel(end.pod())) {
        continue;
      }
      List<Observation> near =
          failures.stream()
              .filter(one -> {
                Duration after = Duration.between(finished, one.end().orElseThrow());
                return after.compareTo(BEFORE.negated()) >= 0 && after.compareTo(AFTER) <= 0;
              })
              .toList();
      if (!near.isEmpty() && near.size() >= MOST * failures.size()) {
        List<Evidence> evidence = new ArrayList<>(end.evidence());
        evidence.add(near.getFirst().evidence());
        return Answer.found(
            end.pod(),
            evidence,
            "count",
            near.size(),
            "of",
            failures.size(),
            "reason",
            end.reason());
      }
    }
    boolean looked =
        states.looked()
            && states.ends().stream().anyMatch(one -> ProxyContainers.isZtunnel(one.pod()));
    return looked && !failures.isEmpty()
        ? Answer.absent("container states", "the ztunnels")
        : Answer.blind("ztunnel-pods");
  }
}
