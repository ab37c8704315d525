package dev.whichhop.diagnosis.check.configuration;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import java.util.List;
import java.util.Set;

/**
 * Requests end because their cluster does not exist, although a DestinationRule defines the subset
 * of their route: another rule for the host, in another namespace, does not have it, and a client
 * takes only the first that it finds (its own namespace, the service's, the root namespace; nothing
 * is merged across them: istio-envoy facts F16).
 */
final class SubsetOnlyInOneOfSeveralRules implements Check {

  @Override
  public String id() {
    return "subset-only-in-one-of-several-rules";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<KubernetesObject> services = file.bundle().objects("VirtualService");
    List<KubernetesObject> rules = file.bundle().objects("DestinationRule");
    if (services.isEmpty() || rules.isEmpty()) {
      return Answer.blind(services.isEmpty() ? "virtualservices" : "destinationrules");
    }
    boolean clusterMissing =
        file.failures().stream().anyMatch(SubsetOnlyInOneOfSeveralRules::clusterMissing);
    Set<String> failing = Hosts.failing(file.faultyRequests());
    for (KubernetesObject service : services) {
      for (Node destination : service.spec().below("destination")) {
        Node subset = destination.get("subset");
        String host = Hosts.shortName(destination.get("host").textOrEmpty(), service.namespace());
        if (!clusterMissing
            || subset.textOrEmpty().isEmpty()
            || !RouteNamesMissingSubset.isFor(service, host, failing)) {
          continue;
        }
        List<KubernetesObject> forHost = rules.stream().filter(one -> isFor(one, host)).toList();
        for (KubernetesObject with : forHost) {
          for (KubernetesObject without : forHost) {
            if (!with.namespace().equals(without.namespace())
                && defines(with, subset.textOrEmpty())
                && !defines(without, subset.textOrEmpty())) {
              return Answer.found(
                  without.reference(),
                  List.of(subset.evidence(), without.spec().get("host").evidence()),
                  "subset",
                  subset.textOrEmpty(),
                  "host",
                  host,
                  "other",
                  with.reference());
            }
          }
        }
      }
    }
    return Answer.absent("DestinationRule", "the failing hosts");
  }

  private static boolean clusterMissing(Observation failure) {
    return failure.hasFlag("NC") || failure.details().equals("cluster_not_found");
  }

  private static boolean isFor(KubernetesObject rule, String host) {
    return Hosts.same(
        Hosts.shortName(rule.spec().get("host").textOrEmpty(), rule.namespace()), host);
  }

  private static boolean defines(KubernetesObject rule, String subset) {
    return rule.spec().get("subsets").items().stream()
        .anyMatch(one -> one.get("name").textOrEmpty().equals(subset));
  }
}
