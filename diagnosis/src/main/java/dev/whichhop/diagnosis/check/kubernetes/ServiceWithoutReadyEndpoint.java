package dev.whichhop.diagnosis.check.kubernetes;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.FailingServices;
import dev.whichhop.diagnosis.view.FailingServices.Endpoints;
import dev.whichhop.diagnosis.view.FailingServices.Service;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The Service that failing requests were for has no endpoint that takes traffic: its list is empty,
 * or none of its pods is ready.
 */
final class ServiceWithoutReadyEndpoint implements Check {

  @Override
  public String id() {
    return "service-without-ready-endpoint";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.TABLES, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Service> services = FailingServices.of(file);
    boolean looked = false;
    for (Service service : services) {
      List<Endpoints> endpoints = FailingServices.endpoints(file.bundle(), service);
      List<Pod> pods =
          FailingServices.pods(file.bundle(), service).stream()
              .filter(one -> one.containers() > 0)
              .toList();
      looked |= !endpoints.isEmpty() || !pods.isEmpty();
      boolean ready =
          endpoints.isEmpty()
              ? pods.isEmpty() || pods.stream().anyMatch(Pod::ready)
              : endpoints.stream().anyMatch(Endpoints::ready);
      if (!ready) {
        List<Evidence> evidence = new ArrayList<>();
        endpoints.forEach(one -> evidence.add(one.evidence()));
        pods.stream()
            .filter(one -> !one.ready())
            .limit(3)
            .forEach(one -> evidence.add(one.evidence()));
        return Answer.found(
            service.name(), evidence, "pods", pods.stream().filter(one -> !one.ready()).count());
      }
    }
    return looked
        ? Answer.absent("endpoints", "the Services of the failing requests")
        : Answer.blind("endpointslices");
  }
}
