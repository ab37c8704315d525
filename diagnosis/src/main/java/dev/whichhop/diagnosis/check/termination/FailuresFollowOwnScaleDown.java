package dev.whichhop.diagnosis.check.termination;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.diagnosis.view.Shutdowns;
import dev.whichhop.diagnosis.view.Shutdowns.Shutdown;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Each failing host fails only within seconds after its own revision or workload was scaled to
 * zero: the route still pointed to the pods that had just been removed.
 *
 * <p>Ten seconds is what configuration may lag behind on a loaded control plane; Istio's debounce
 * alone is 100 ms to 10 s (PILOT_DEBOUNCE_AFTER, PILOT_DEBOUNCE_MAX).
 */
final class FailuresFollowOwnScaleDown implements Check {
  private static final Duration LAG = Duration.ofSeconds(10);
  private static final double NEARLY_ALL = 0.8;

  @Override
  public String id() {
    return "failures-follow-own-scale-down";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.EVENTS,
        EvidenceKind.LOGS,
        EvidenceKind.NOTES,
        EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Shutdown> shutdowns =
        Shutdowns.of(file.bundle()).stream()
            .filter(one -> one.toZero() && !one.subject().isEmpty())
            .toList();
    List<Observation> failures =
        file.failures().stream()
            .filter(one -> one.time().isPresent() && !names(one).isEmpty())
            .toList();
    if (shutdowns.isEmpty() || failures.size() < 2) {
      return Answer.blind("pod-lifetimes");
    }
    List<Evidence> evidence = new ArrayList<>();
    int explained = 0;
    for (Observation failure : failures) {
      for (Shutdown shutdown : shutdowns) {
        if (names(failure).stream().anyMatch(name -> isOf(shutdown.subject(), name))
            && !Shutdowns.followers(List.of(failure), List.of(shutdown), LAG).isEmpty()) {
          explained++;
          evidence.add(shutdown.evidence());
          evidence.add(failure.evidence());
          break;
        }
      }
    }
    if (explained < NEARLY_ALL * failures.size()) {
      return Answer.absent(shutdowns.getFirst().evidence().place().file(), "the failing hosts");
    }
    return Answer.found(
        names(failures.getFirst()).getFirst(),
        evidence.subList(0, Math.min(6, evidence.size())),
        "count",
        explained,
        "of",
        failures.size(),
        "lag",
        LAG.toSeconds());
  }

  /** A revision is named {@code service-00001}, a ReplicaSet {@code workload-hash}. */
  private static boolean isOf(String subject, String name) {
    return subject.equals(name) || subject.startsWith(name + "-");
  }

  /** First labels of the hosts that the request was for: the Services that were called. */
  private static List<String> names(Observation failure) {
    return Stream.of(Hosts.ofCluster(failure.upstreamCluster()), failure.authority())
        .map(FailuresFollowOwnScaleDown::firstLabel)
        .filter(name -> !name.isEmpty() && !name.equals("activator-service"))
        .toList();
  }

  private static String firstLabel(String host) {
    int end = host.indexOf('.');
    return end < 0 ? host : host.substring(0, end);
  }
}
