package dev.whichhop.diagnosis.check.configuration;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Requests succeeded until a new istiod started, and began to fail within minutes after it. */
final class FailuresBeginWithNewIstiod implements Check {
  /** Proxies reconnect within the age of their stream, half an hour by default, most far sooner. */
  private static final Duration SOON = Duration.ofMinutes(35);

  private static final int LEAST_BEFORE = 5;

  private record Start(Instant time, Evidence evidence) {}

  @Override
  public String id() {
    return "failures-begin-with-new-istiod";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.EVENTS, EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Start> starts = starts(file);
    List<Observation> failures =
        file.failures().stream()
            .filter(one -> one.time().isPresent())
            .sorted(Comparator.comparing(one -> one.time().orElseThrow()))
            .toList();
    if (starts.isEmpty() || failures.isEmpty()) {
      return Answer.blind("istiod-pods");
    }
    Instant first = failures.getFirst().time().orElseThrow();
    for (Start start : starts) {
      Duration after = Duration.between(start.time, first);
      long before =
          file.bundle().observations().stream()
              .filter(one -> one.succeeded() && one.time().isPresent())
              .filter(one -> one.time().get().isBefore(start.time))
              .count();
      if (!after.isNegative() && after.compareTo(SOON) <= 0 && before >= LEAST_BEFORE) {
        return Answer.found(
            "istiod",
            List.of(start.evidence, failures.getFirst().evidence()),
            "time",
            start.time,
            "count",
            before);
      }
    }
    return Answer.absent("starts of istiod", "the failures");
  }

  private static List<Start> starts(CaseFile file) {
    List<Start> starts = new ArrayList<>();
    for (KubernetesObject pod : file.bundle().objects("Pod")) {
      if (pod.name().startsWith("istiod")) {
        pod.created()
            .ifPresent(time ->
                starts.add(new Start(time, pod.metadata().get("creationTimestamp").evidence())));
      }
    }
    for (KubernetesEvent event : file.bundle().events()) {
      Instant time = event.time();
      boolean started = event.reason().equals("Started") || event.reason().equals("Scheduled");
      if (time != null && started && event.objectName().startsWith("istiod")) {
        starts.add(new Start(time, event.evidence()));
      }
    }
    return starts;
  }
}
