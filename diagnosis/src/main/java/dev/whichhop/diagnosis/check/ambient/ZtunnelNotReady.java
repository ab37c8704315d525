package dev.whichhop.diagnosis.check.ambient;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.ProxyContainers;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Table;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A ztunnel pod is not ready, or its DaemonSet has fewer ready pods than nodes that want one. */
final class ZtunnelNotReady implements Check {

  @Override
  public String id() {
    return "ztunnel-not-ready";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.PODS, EvidenceKind.TABLES, EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Pod> pods = Ambient.ztunnels(file.bundle());
    Optional<Pod> down = pods.stream().filter(Ambient::isDown).findFirst();
    if (down.isPresent()) {
      String node = down.get().node();
      return Answer.found(
          down.get().name(),
          List.of(down.get().evidence()),
          "status",
          down.get().status(),
          "node",
          node.isEmpty() ? "?" : node);
    }
    boolean looked = !pods.isEmpty();
    for (Table table : file.bundle().tables("daemonsets")) {
      for (Table.Row row : table.rows()) {
        if (!ProxyContainers.isZtunnel(withoutKind(row.cell("NAME")))) {
          continue;
        }
        looked = true;
        String ready = row.cell("READY");
        if (!ready.isEmpty() && !ready.equals(row.cell("DESIRED"))) {
          return Answer.found(
              "ztunnel",
              List.of(row.evidence()),
              "status",
              ready + "/" + row.cell("DESIRED"),
              "node",
              "?");
        }
      }
    }
    for (KubernetesObject set : file.bundle().objects("DaemonSet")) {
      Node ready = set.status().get("numberReady");
      OptionalLong desired = set.status().get("desiredNumberScheduled").whole();
      if (ProxyContainers.isZtunnel(set.name()) && desired.isPresent()) {
        looked = true;
        if (ready.whole().orElse(0) < desired.getAsLong()) {
          return Answer.found(
              "ztunnel",
              List.of(set.status().get("desiredNumberScheduled").evidence(), ready.evidence()),
              "status",
              ready.textOrEmpty() + "/" + desired.getAsLong(),
              "node",
              "?");
        }
      }
    }
    return looked
        ? Answer.absent("pods of the DaemonSet", "all ztunnels")
        : Answer.blind("ztunnel-pods");
  }

  private static String withoutKind(String name) {
    return name.substring(name.indexOf('/') + 1);
  }
}
