package dev.whichhop.diagnosis.check.configuration;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A route sends a failing host to a subset that no DestinationRule defines; Envoy then has no such
 * cluster (503 NC, or NR without a flag in old versions).
 */
final class RouteNamesMissingSubset implements Check {

  @Override
  public String id() {
    return "route-names-missing-subset";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.TABLES, EvidenceKind.ENVOY_CONFIGURATION);
  }

  @Override
  public Answer look(CaseFile file) {
    List<KubernetesObject> services = file.bundle().objects("VirtualService");
    Set<String> failing = Hosts.failing(file.faultyRequests());
    for (Table analysis : file.bundle().tables("istioctl-analyze")) {
      for (Table.Row row : analysis.rows()) {
        String host = missing(row);
        if (failing.stream().anyMatch(one -> !host.isEmpty() && Hosts.same(host, one))) {
          return Answer.found(
              row.cell("OBJECT"),
              List.of(row.evidence()),
              "host",
              host,
              "subset",
              row.cell("MESSAGE").replaceAll(".*\\+|\"", ""));
        }
      }
    }
    if (services.isEmpty()) {
      return Answer.blind("virtualservices");
    }
    List<KubernetesObject> rules = file.bundle().objects("DestinationRule");
    boolean looked =
        file.bundle().tables().stream().anyMatch(one -> one.kind().equals("destinationrules"));
    List<String> clusters =
        file.bundle().envoy(EnvoyResource.Kind.CLUSTER).stream().map(EnvoyResource::name).toList();
    if (rules.isEmpty() && !looked && clusters.isEmpty()) {
      return Answer.blind("destinationrules");
    }
    for (KubernetesObject service : services) {
      for (Node destination : service.spec().below("destination")) {
        String subset = destination.get("subset").textOrEmpty();
        String host = Hosts.shortName(destination.get("host").textOrEmpty(), service.namespace());
        boolean relevant = failing.isEmpty() || isFor(service, host, failing);
        boolean missing =
            rules.isEmpty() && !looked
                ? unknownToProxy(clusters, host, subset)
                : !defined(rules, host, subset);
        if (!subset.isEmpty() && relevant && missing) {
          return Answer.found(
              service.reference(),
              List.of(destination.get("subset").evidence(), destination.get("host").evidence()),
              "host",
              host,
              "subset",
              subset);
        }
      }
    }
    return rules.isEmpty() && !looked
        ? Answer.blind("destinationrules")
        : Answer.absent("VirtualService", "the failing hosts");
  }

  /**
   * Without the rules: the proxies' dump has clusters of the service and none of the subset, {@code
   * outbound|port|subset|host}.
   */
  private static boolean unknownToProxy(List<String> clusters, String host, String subset) {
    List<String> ofHost =
        clusters.stream()
            .filter(one -> one.startsWith("outbound|"))
            .filter(one -> Hosts.same(Hosts.shortName(Hosts.ofCluster(one), ""), host))
            .toList();
    return !ofHost.isEmpty() && ofHost.stream().noneMatch(one -> one.contains("|" + subset + "|"));
  }

  /**
   * The host of IST0101, {@code Referenced host+subset in destinationrule not found:
   * "host+subset"}.
   */
  private static String missing(Table.Row row) {
    String message = row.cell("MESSAGE");
    int start = message.indexOf("not found: \"") + 12;
    int plus = message.indexOf('+', start);
    boolean subset = row.cell("CODE").equals("IST0101") && message.contains("host+subset");
    return subset && start > 12 && plus > start ? message.substring(start, plus) : "";
  }

  /** By the host that was asked for too: a request without a cluster names no other. */
  static boolean isFor(KubernetesObject service, String destination, Set<String> failing) {
    List<String> hosts = new ArrayList<>(List.of(destination));
    service
        .spec()
        .get("hosts")
        .items()
        .forEach(one -> hosts.add(Hosts.shortName(one.textOrEmpty(), service.namespace())));
    return failing.stream().anyMatch(one -> hosts.stream().anyMatch(host -> Hosts.same(host, one)));
  }

  private static boolean defined(List<KubernetesObject> rules, String host, String subset) {
    return rules.stream()
        .filter(rule ->
            Hosts.same(
                Hosts.shortName(rule.spec().get("host").textOrEmpty(), rule.namespace()), host))
        .flatMap(rule -> rule.spec().get("subsets").items().stream())
        .anyMatch(one -> one.get("name").textOrEmpty().equals(subset));
  }
}
