package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.IngressClasses;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Knative's Ingresses ask for a class of which no controller runs, or for one that does not exist.
 *
 * <p>Classes and controllers of the four integrations: knative/docs, "install/operator" and
 * "install/yaml-install"; net-istio config/500-controller.yaml.
 */
final class IngressClassWithoutController implements Check {
  private static final String DOMAIN = ".ingress.networking.knative.dev";
  private static final List<String> KNOWN = List.of("istio", "kourier", "contour", "gateway-api");

  @Override
  public String id() {
    return "ingress-class-without-controller";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    Map<String, Evidence> wanted = IngressClasses.wanted(file.bundle());
    List<Pod> controllers =
        file.bundle().pods().stream()
            .filter(pod -> KNOWN.stream().anyMatch(one -> controls(pod, one)))
            .toList();
    if (wanted.isEmpty()) {
      return Answer.blind("knative-config");
    }
    // The list may be of another namespace; the controllers live beside Knative's own.
    boolean visible =
        !controllers.isEmpty()
            || file.bundle().pods().stream()
                .anyMatch(pod -> pod.namespace().equals("knative-serving"));
    if (!visible) {
      return Answer.blind("pods");
    }
    Set<String> running =
        KNOWN.stream()
            .filter(one -> controllers.stream().anyMatch(pod -> controls(pod, one)))
            .map(one -> one + DOMAIN)
            .collect(Collectors.toCollection(TreeSet::new));
    for (Map.Entry<String, Evidence> one : wanted.entrySet()) {
      String name = one.getKey();
      String word = name.substring(0, Math.max(0, name.indexOf('.')));
      boolean known = name.endsWith(DOMAIN) && KNOWN.contains(word);
      boolean misspelt = !known && KNOWN.contains(word);
      boolean nobody =
          misspelt || file.bundle().pods().stream().noneMatch(pod -> controls(pod, word));
      if (nobody && !running.contains(name)) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(one.getValue());
        controllers.stream().limit(2).forEach(pod -> evidence.add(pod.evidence()));
        return Answer.found(
            name, evidence, "running", running.isEmpty() ? "none" : String.join(", ", running));
      }
    }
    return Answer.absent("pods", wanted.keySet().iterator().next());
  }

  /**
   * {@code net-istio-controller-…}, {@code 3scale-kourier-control-…}, {@code networking-istio-…}.
   */
  private static boolean controls(Pod pod, String word) {
    String name = pod.name();
    return !word.isEmpty()
        && name.contains(word + "-")
        && (name.contains("control") || name.startsWith("networking-"));
  }
}
