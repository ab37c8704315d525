package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Backends;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Setting;
import dev.whichhop.model.evidence.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The gateway has no listener on a target port of its Service. Istio opens one only for a port that
 * some Gateway resource names.
 */
final class NoListenerForPort implements Check {
  /** Ports of the proxy itself, which no Gateway opens; istio-envoy facts 3, "Local ports". */
  private static final Set<String> OWN_PORTS = Set.of("15020", "15021", "15090", "15012", "15443");

  @Override
  public String id() {
    return "gateway-has-no-listener-for-port";
  }

  @Override
  public Hop hop() {
    return Hop.GATEWAY;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.ENVOY_CONFIGURATION,
        EvidenceKind.TABLES,
        EvidenceKind.SETTINGS,
        EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    Set<String> open = new LinkedHashSet<>();
    List<Evidence> evidence = new ArrayList<>();
    for (EnvoyResource listener : GatewayListeners.of(file.bundle())) {
      open.add(GatewayListeners.port(listener));
      evidence.add(new Evidence(listener.root().place(), "listener " + listener.name()));
    }
    boolean sidecar = false;
    for (Table table : file.bundle().tables("proxy-config-listeners")) {
      for (Table.Row row : table.rows()) {
        open.add(row.cell("PORT"));
        sidecar |= row.cell("PORT").equals("15006");
        evidence.add(row.evidence());
      }
    }
    for (Setting setting : file.bundle().settings()) {
      if (setting.key().equals("envoy.listener")) {
        String port = setting.value().substring(setting.value().lastIndexOf(':') + 1);
        open.add(port);
        sidecar |= port.equals("15006");
        evidence.add(setting.evidence());
      }
    }
    if (open.isEmpty() || sidecar) {
      return Answer.blind("envoy-listeners");
    }
    boolean compared = false;
    for (KubernetesObject service : Backends.exposed(file.bundle())) {
      if (!service.spec().get("type").textOrEmpty().equals("LoadBalancer")) {
        continue;
      }
      for (Node port : service.spec().get("ports").items()) {
        String target = port.get("targetPort").textOrEmpty();
        boolean numeric = port.get("targetPort").whole().isPresent();
        if (!numeric || OWN_PORTS.contains(target)) {
          continue;
        }
        compared = true;
        if (!open.contains(target)) {
          return Answer.found(
              service.reference(),
              List.of(port.get("targetPort").evidence(), evidence.getFirst()),
              "port",
              target,
              "ports",
              String.join(", ", open));
        }
      }
    }
    return compared
        ? Answer.absent(evidence.getFirst().place().file(), "the gateway")
        : Answer.blind("services");
  }
}
