package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.ApplicationEnds;
import dev.whichhop.diagnosis.view.FailingPods;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A container of an application ended by itself within seconds of failures. Only in pods that the
 * failing requests were for: elsewhere in a cluster something ends all the time.
 */
final class ApplicationEndedAtFailures implements Check {
  /** The container runtime writes whole seconds, and requests end with the process. */
  private static final Duration NEAR = Duration.ofSeconds(5);

  @Override
  public String id() {
    return "application-ended-at-failures";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    boolean looked = false;
    FailingPods failing = FailingPods.of(file);
    List<KubernetesObject> pods =
        file.bundle().pods().stream()
            .filter(failing::concern)
            .map(Pod::object)
            .filter(Objects::nonNull)
            .toList();
    for (KubernetesObject pod : pods) {
      for (Node container : pod.status().get("containerStatuses").items()) {
        if (ApplicationEnds.HOPS.contains(container.get("name").textOrEmpty())) {
          continue;
        }
        looked = true;
        Node terminated = container.at("lastState", "terminated");
        Instant finished = KubernetesObject.instant(terminated.get("finishedAt")).orElse(null);
        List<Observation> near =
            finished == null
                ? List.of()
                : file.failures().stream().filter(one -> near(one, finished)).toList();
        if (!near.isEmpty()) {
          List<Evidence> evidence = new ArrayList<>();
          evidence.add(terminated.get("finishedAt").evidence());
          evidence.add(terminated.get("reason").evidence());
          evidence.add(near.getFirst().evidence());
          return Answer.found(
              pod.name(),
              evidence,
              "count",
              near.size(),
              "reason",
              terminated.get("reason").textOrEmpty());
        }
      }
    }
    return looked && !file.failures().isEmpty()
        ? Answer.absent("container states", "the applications")
        : Answer.blind("pod-objects");
  }

  private static boolean near(Observation failure, Instant finished) {
    return failure.end().isPresent()
        && Duration.between(failure.end().get(), finished).abs().compareTo(NEAR) <= 0;
  }
}
