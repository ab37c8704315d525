package dev.whichhop.diagnosis.check.kubernetes;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.FailingServices;
import dev.whichhop.diagnosis.view.FailingServices.Endpoints;
import dev.whichhop.diagnosis.view.FailingServices.Service;
import dev.whichhop.diagnosis.view.PodLabels;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The selector of the Service that failing requests were for fits no pod of its namespace, while
 * pods that nearly fit are there. Kubernetes accepts such a Service without a word and gives it an
 * empty EndpointSlice (kubernetes.io, Debug Services, "Does the Service have any EndpointSlices?").
 */
final class ServiceSelectsNoPod implements Check {

  @Override
  public String id() {
    return "service-selects-no-pod";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.TABLES);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Service> services =
        FailingServices.of(file).stream().filter(one -> !one.selector().isEmpty()).toList();
    if (services.isEmpty()) {
      return Answer.blind("services");
    }
    boolean looked = false;
    for (Service service : services) {
      List<PodLabels> pods = PodLabels.in(file.bundle(), service.namespace());
      List<Endpoints> endpoints = FailingServices.endpoints(file.bundle(), service);
      boolean filled = endpoints.stream().anyMatch(Endpoints::ready);
      looked |= !pods.isEmpty() || filled;
      if (filled || pods.stream().anyMatch(one -> service.selects(one.labels()))) {
        continue;
      }
      Optional<PodLabels> nearest = nearest(service, pods);
      if (nearest.isPresent()) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(service.evidence());
        evidence.add(nearest.get().evidence());
        endpoints.forEach(one -> evidence.add(one.evidence()));
        return Answer.found(
            service.name(),
            evidence,
            "selector",
            text(service.selector()),
            "pod",
            nearest.get().name(),
            "labels",
            text(nearest.get().labels()));
      }
    }
    return looked
        ? Answer.absent("Services and pods", "the Services of the failing requests")
        : Answer.blind("pod-objects");
  }

  /**
   * The pod that shares most with the selector, more than half, or is named after the Service. A
   * release's pods share a label or two with the selectors of all its Services.
   */
  private static Optional<PodLabels> nearest(Service service, List<PodLabels> pods) {
    return pods.stream()
        .filter(one ->
            2 * shared(service, one) > service.selector().size()
                || one.name().startsWith(service.name() + "-"))
        .max(
            Comparator.comparingLong((PodLabels one) -> shared(service, one))
                .thenComparing(one -> one.name().startsWith(service.name() + "-")));
  }

  private static long shared(Service service, PodLabels pod) {
    return service.selector().entrySet().stream()
        .filter(one -> one.getValue().equals(pod.labels().get(one.getKey())))
        .count();
  }

  private static String text(Map<String, String> labels) {
    List<String> pairs = new ArrayList<>();
    labels.forEach((key, value) -> pairs.add(key + "=" + value));
    return String.join(",", pairs);
  }
}
