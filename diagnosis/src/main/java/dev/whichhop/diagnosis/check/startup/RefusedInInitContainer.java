package dev.whichhop.diagnosis.check.startup;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An init container of the user's own is refused its connections and fails, in a pod whose traffic
 * Istio's CNI plugin already redirects ({@code istio-validation} is among its init containers): the
 * proxy it is redirected to starts only after all init containers. A native sidecar is an init
 * container itself; what comes behind it has a proxy.
 */
final class RefusedInInitContainer implements Check {
  private static final Set<String> OF_ISTIO =
      Set.of("istio-init", "istio-validation", "istio-proxy");

  @Override
  public String id() {
    return "init-container-fails-behind-cni";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.PODS, EvidenceKind.LOGS);
  }

  @Override
  public Answer look(CaseFile file) {
    String looked = "";
    boolean unexplained = false;
    List<LogRecord> refused =
        file.bundle().logs().stream().filter(one -> refused(one.raw())).toList();
    for (KubernetesObject pod : file.bundle().objects("Pod")) {
      looked = pod.reference();
      List<String> unproxied = beforeProxy(pod);
      if (!unproxied.contains("istio-validation")) {
        continue;
      }
      for (Node status : pod.status().get("initContainerStatuses").items()) {
        String name = status.get("name").textOrEmpty();
        List<Evidence> evidence = failure(status);
        if (evidence.isEmpty() || OF_ISTIO.contains(name) || !unproxied.contains(name)) {
          continue;
        }
        evidence.addAll(saysRefused(status));
        refused.stream()
            .filter(one -> one.source().equals(pod.name()) || one.source().contains(name))
            .limit(2)
            .forEach(one -> evidence.add(one.evidence()));
        if (evidence.stream().anyMatch(one -> refused(one.text()))) {
          return Answer.found(pod.reference(), evidence, "container", name);
        }
        unexplained = true;
      }
    }
    Optional<Answer> listed = listed(file.bundle().pods(), refused);
    if (listed.isPresent()) {
      return listed.get();
    }
    if (looked.isEmpty()) {
      return Answer.blind("pod-objects");
    }
    return unexplained ? Answer.blind("init-container-log") : Answer.absent("Pod", looked);
  }

  /** What a table of pods and a log tell: a pod hangs in its init containers beside Istio's CNI. */
  private static Optional<Answer> listed(List<Pod> pods, List<LogRecord> refused) {
    if (pods.stream().noneMatch(pod -> pod.name().startsWith("istio-cni-node"))) {
      return Optional.empty();
    }
    for (Pod pod : pods) {
      Optional<LogRecord> said =
          refused.stream().filter(one -> one.source().equals(pod.name())).findFirst();
      boolean fails = pod.status().startsWith("Init:") && pod.status().matches(".*(Error|Crash).*");
      if (pod.object() == null && fails && said.isPresent()) {
        List<Evidence> evidence = List.of(pod.evidence(), said.get().evidence());
        return Optional.of(Answer.found(pod.name(), evidence, "container", pod.status()));
      }
    }
    return Optional.empty();
  }

  /**
   * The init containers that run before a proxy does: all, or those in front of a native sidecar.
   */
  private static List<String> beforeProxy(KubernetesObject pod) {
    List<String> names = new ArrayList<>();
    for (Node container : pod.spec().get("initContainers").items()) {
      String name = container.get("name").textOrEmpty();
      if (name.equals("istio-proxy")) {
        break;
      }
      names.add(name);
    }
    return names;
  }

  private static List<Evidence> saysRefused(Node status) {
    return status.below("message").stream()
        .filter(one -> refused(one.textOrEmpty()))
        .map(Node::evidence)
        .toList();
  }

  private static boolean refused(String text) {
    return text.contains("onnection refused") || text.contains("ECONNREFUSED");
  }

  private static List<Evidence> failure(Node status) {
    List<Evidence> evidence = new ArrayList<>();
    for (String state : List.of("state", "lastState")) {
      Node code = status.at(state, "terminated", "exitCode");
      if (code.exists() && !code.textOrEmpty().equals("0")) {
        evidence.add(code.evidence());
      }
    }
    return evidence;
  }
}
