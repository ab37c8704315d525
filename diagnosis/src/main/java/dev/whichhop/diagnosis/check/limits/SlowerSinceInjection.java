package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Peers;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A latency metric rose for good when pods with an injected proxy replaced the pods before. */
final class SlowerSinceInjection implements Check {
  /** Metrics over days are scraped or stored at steps of up to half an hour, rollouts take time. */
  private static final Duration NEAR = Duration.ofHours(1);

  @Override
  public String id() {
    return "slower-since-injection";
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
    List<KubernetesObject> injected =
        file.bundle().objects("Pod").stream().filter(Peers::hasSidecar).toList();
    Optional<Symptom.Slowness> slowness =
        file.symptoms().stream()
            .filter(Symptom.Slowness.class::isInstance)
            .map(Symptom.Slowness.class::cast)
            .findFirst();
    Optional<Instant> rise = slowness.flatMap(SlowerSinceInjection::time);
    if (injected.isEmpty() || rise.isEmpty()) {
      return Answer.blind("pod-objects");
    }
    for (KubernetesObject pod : injected) {
      boolean then =
          pod.created()
              .filter(one -> Duration.between(one, rise.get()).abs().compareTo(NEAR) <= 0)
              .isPresent();
      if (then) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(pod.metadata().get("creationTimestamp").evidence());
        slowness.ifPresent(one -> evidence.addAll(one.evidence()));
        return Answer.found(pod.name(), evidence, "time", rise.get());
      }
    }
    return Answer.absent("pods", "pods with a proxy");
  }

  private static Optional<Instant> time(Symptom.Slowness slowness) {
    try {
      return Optional.ofNullable(slowness.what().values().get("time")).map(Instant::parse);
    } catch (DateTimeParseException noInstant) {
      return Optional.empty();
    }
  }
}
