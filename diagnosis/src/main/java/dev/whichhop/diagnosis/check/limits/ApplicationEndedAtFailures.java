package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A container of an application ended by itself within seconds of failures. */
final class ApplicationEndedAtFailures implements Check {
  /** The container runtime writes whole seconds, and requests end with the process. */
  private static final Duration NEAR = Duration.ofSeconds(5);

  private static final Set<String> HOPS =
      Set.of("istio-proxy", "linkerd-proxy", "queue-proxy", "activator", "discovery");

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
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    boolean looked = false;
    for (KubernetesObject pod : file.bundle().objects("Pod")) {
      for (Node container : pod.status().get("containerStatuses").items()) {
        if (HOPS.contains(container.get("name").textOrEmpty())) {
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
