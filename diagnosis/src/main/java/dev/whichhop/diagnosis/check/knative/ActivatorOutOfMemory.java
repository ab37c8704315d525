package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The activator was killed because it ran out of memory: pod status, event, or kernel log. */
final class ActivatorOutOfMemory implements Check {
  @Override
  public String id() {
    return "activator-out-of-memory";
  }

  @Override
  public Hop hop() {
    return Hop.ACTIVATOR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.PODS, EvidenceKind.EVENTS, EvidenceKind.LOGS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Evidence> evidence = new ArrayList<>();
    boolean looked = false;
    for (Pod pod : file.bundle().pods()) {
      if (pod.name().startsWith("activator-")) {
        looked = true;
        killed(pod).ifPresent(evidence::add);
      }
    }
    for (KubernetesEvent event : file.bundle().events()) {
      if (event.reason().equals("OOMKilling") && event.message().contains("(activator)")) {
        evidence.add(event.evidence());
      }
    }
    for (LogRecord line : file.bundle().logs()) {
      if (line.raw().contains("Killed process") && line.raw().contains("(activator)")) {
        evidence.add(line.evidence());
      }
    }
    if (!evidence.isEmpty()) {
      return Answer.found(
          "activator", evidence.subList(0, Math.min(3, evidence.size())), "count", evidence.size());
    }
    return looked ? Answer.absent("pods", "activator") : Answer.blind("activator-pods");
  }

  private static Optional<Evidence> killed(Pod pod) {
    if (pod.status().equals("OOMKilled")) {
      return Optional.of(pod.evidence());
    }
    KubernetesObject object = pod.object();
    if (object == null) {
      return Optional.empty();
    }
    return object.status().get("containerStatuses").items().stream()
        .filter(one -> one.get("name").textOrEmpty().equals("activator"))
        .flatMap(one -> Stream.of(one.get("lastState"), one.get("state")))
        .map(state -> state.at("terminated", "reason"))
        .filter(reason -> reason.textOrEmpty().equals("OOMKilled"))
        .findFirst()
        .map(Node::evidence);
  }
}
