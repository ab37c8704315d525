package dev.whichhop.diagnosis.check.configuration;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Observation;
import java.util.List;
import java.util.Set;

/**
 * Failing requests name an address instead of a host and leave through PassthroughCluster, on a
 * port that a headless service has: HTTP routes of such a service match by Host header only.
 */
final class HeadlessServiceByAddress implements Check {

  @Override
  public String id() {
    return "headless-service-called-by-address";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Observation> all = file.bundle().observations();
    List<KubernetesObject> headless =
        file.bundle().objects("Service").stream()
            .filter(one -> one.spec().get("clusterIP").textOrEmpty().equals("None"))
            .toList();
    if (all.isEmpty()) {
      return Answer.blind("sidecar-access-log");
    }
    List<Observation> passed =
        all.stream()
            .filter(one -> one.upstreamCluster().equals("PassthroughCluster") && one.failed())
            .filter(one -> one.hasFlag("UC") || one.hasFlag("UF"))
            .filter(one -> isAddress(one.authority()))
            .toList();
    for (KubernetesObject service : headless) {
      List<Observation> called = passed.stream().filter(one -> isFor(service, one)).toList();
      if (!called.isEmpty()) {
        return Answer.found(
            service.reference(),
            List.of(called.getFirst().evidence(), service.spec().get("clusterIP").evidence()),
            "count",
            called.size());
      }
    }
    return Answer.absent(all.getFirst().place().file(), "headless services");
  }

  /** The port called is the Service's own or the one of its pods. */
  private static boolean isFor(KubernetesObject service, Observation call) {
    int port = Addresses.port(call.authority());
    String called = String.valueOf(port < 0 ? Addresses.port(call.upstreamHost()) : port);
    return service.spec().get("ports").items().stream()
        .anyMatch(one ->
            one.get("port").textOrEmpty().equals(called)
                || one.get("targetPort").textOrEmpty().equals(called));
  }

  private static boolean isAddress(String authority) {
    return !authority.isEmpty()
        && authority.chars().allMatch(c -> Character.isDigit(c) || c == '.' || c == ':');
  }
}
