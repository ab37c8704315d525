package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.ProxyContainers;
import dev.whichhop.diagnosis.view.ProxyEnds;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Requests failed when a proxy's container ended by itself, and while it was starting again: its
 * sockets closed with it, and until it is ready the pod's traffic goes nowhere.
 */
final class ProxyEndedAtFailures implements Check {
  /** The container runtime writes whole seconds; the agent restarts Envoy and waits for config. */
  private static final Duration BEFORE = Duration.ofSeconds(3);

  private static final Duration AFTER = Duration.ofSeconds(30);
  private static final double MOST = 0.5;

  private record End(String pod, Instant time, List<Evidence> evidence) {}

  @Override
  public String id() {
    return "proxy-ended-at-failures";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.SIGNALS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<End> ends = ends(file);
    List<Observation> failures =
        file.failures().stream().filter(one -> one.end().isPresent()).toList();
    if (ends.isEmpty() || failures.isEmpty()) {
      return ProxyEnds.of(file.bundle()).looked() && !failures.isEmpty()
          ? Answer.absent("container states", "the proxies")
          : Answer.blind("pod-objects");
    }
    List<Observation> near =
        failures.stream().filter(one -> ends.stream().anyMatch(end -> near(end, one))).toList();
    if (near.size() < MOST * failures.size()) {
      return Answer.absent("container states", "the proxies");
    }
    End end = ends.stream().filter(one -> near(one, near.getFirst())).findFirst().orElseThrow();
    List<Evidence> evidence = new ArrayList<>(end.evidence);
    near.stream().limit(2).forEach(one -> evidence.add(one.evidence()));
    return new Answer.Found(
        end.pod.isEmpty() ? ProxyContainers.NAME : end.pod,
        ProxyContainers.hop(end.pod),
        Phrase.of("", "count", near.size(), "of", failures.size()).values(),
        evidence);
  }

  private static List<End> ends(CaseFile file) {
    List<End> ends = new ArrayList<>();
    for (ProxyEnds.End end : ProxyEnds.of(file.bundle()).ends()) {
      Instant time = end.time();
      if (time != null && !ProxyContainers.isZtunnel(end.pod())) {
        ends.add(new End(end.pod(), time, end.evidence()));
      }
    }
    for (String words : List.of("envoy-out-of-memory", "envoy-killed-by-kernel")) {
      Signal signal = file.bundle().signal(words);
      for (Signal.Hit hit : signal.hits()) {
        Instant time = hit.time();
        if (time != null) {
          ends.add(new End("", time, List.of(hit.evidence())));
        }
      }
    }
    return ends;
  }

  private static boolean near(End end, Observation failure) {
    Instant failed = failure.end().orElseThrow();
    return !failed.isBefore(end.time.minus(BEFORE)) && !failed.isAfter(end.time.plus(AFTER));
  }
}
