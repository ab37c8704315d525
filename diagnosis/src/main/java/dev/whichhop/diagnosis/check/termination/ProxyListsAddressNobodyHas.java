package dev.whichhop.diagnosis.check.termination;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A proxy's own list of endpoints has an address for a failing host that is no endpoint of that
 * service, while the evidence lists those of its namespace.
 */
final class ProxyListsAddressNobodyHas implements Check {

  @Override
  public String id() {
    return "proxy-lists-address-nobody-has";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.TABLES,
        EvidenceKind.METRICS,
        EvidenceKind.PODS,
        EvidenceKind.KUBERNETES_OBJECTS);
  }

  private record Listed(String cluster, String address, Evidence evidence) {}

  @Override
  public Answer look(CaseFile file) {
    List<Listed> listed = new ArrayList<>();
    for (Table table : file.bundle().tables("proxy-config-endpoints")) {
      for (Table.Row row : table.rows()) {
        listed.add(new Listed(row.cell("CLUSTER"), row.cell("ENDPOINT"), row.evidence()));
      }
    }
    for (MetricSeries series : file.bundle().metrics()) {
      if (series.name().equals("host_health")) {
        listed.add(
            new Listed(
                series.labels().getOrDefault("cluster", ""),
                series.labels().getOrDefault("host", ""),
                series.evidence()));
      }
    }
    Set<String> known = Addresses.ofWorkloads(file.bundle());
    if (listed.isEmpty() || known.isEmpty()) {
      return Answer.blind(listed.isEmpty() ? "envoy-endpoints" : "endpointslices");
    }
    Set<String> failing = Hosts.failing(file.faultyRequests());
    for (Listed one : listed) {
      String address = Addresses.host(one.address);
      String host = Hosts.ofCluster(one.cluster);
      boolean called =
          !host.isEmpty() && failing.stream().anyMatch(failed -> Hosts.same(host, failed));
      if (called
          && Addresses.nearAny(address, known)
          && Addresses.lists(file.bundle(), one.cluster)
          && !Addresses.ofService(file.bundle(), one.cluster).contains(address)) {
        return Answer.found(address, List.of(one.evidence), "host", host);
      }
    }
    return Answer.absent("the proxy's endpoints", "the endpoints of the failing hosts");
  }
}
