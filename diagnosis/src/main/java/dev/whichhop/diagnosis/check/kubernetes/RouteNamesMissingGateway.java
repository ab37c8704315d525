package dev.whichhop.diagnosis.check.kubernetes;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.BoundGateways;
import dev.whichhop.diagnosis.view.BoundGateways.Named;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A VirtualService for the host that failed names a Gateway that does not exist: a name without a
 * namespace means the VirtualService's own (Istio, VirtualService reference, {@code gateways}).
 * istiod rejects nothing and gives the route to no gateway; {@code istioctl analyze} says IST0101.
 */
final class RouteNamesMissingGateway implements Check {
  private static final String ANALYZED = "Referenced gateway not found: ";

  @Override
  public String id() {
    return "route-names-missing-gateway";
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
    List<Named> named = BoundGateways.of(file);
    for (Table analysis : file.bundle().tables("istioctl-analyze")) {
      for (Table.Row row : analysis.rows()) {
        int at = row.cell("MESSAGE").indexOf(ANALYZED);
        if (row.cell("CODE").equals("IST0101") && at >= 0 && concerns(row, named)) {
          String gateway =
              row.cell("MESSAGE").substring(at + ANALYZED.length()).replace("\"", "").strip();
          return Answer.found(
              row.cell("OBJECT"), List.of(row.evidence()), "gateway", gateway, "there", "?");
        }
      }
    }
    List<KubernetesObject> gateways = BoundGateways.gateways(file.bundle());
    if (gateways.isEmpty()) {
      return Answer.blind("gateways");
    }
    boolean served =
        named.stream()
            .anyMatch(one ->
                one.found().stream().anyMatch(each -> BoundGateways.takes(each, one.route())));
    for (Named one : named) {
      if (served || !one.found().isEmpty()) {
        continue;
      }
      // Gateways of another namespace may just not have been collected; these were.
      List<KubernetesObject> near =
          gateways.stream()
              .filter(each ->
                  each.namespace().equals(one.namespace()) || each.name().equals(one.name()))
              .toList();
      if (!near.isEmpty()) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(one.place().evidence());
        evidence.add(near.getFirst().metadata().get("name").evidence());
        return Answer.found(
            one.route().reference(),
            evidence,
            "gateway",
            one.namespace() + "/" + one.name(),
            "there",
            near.getFirst().namespace() + "/" + near.getFirst().name());
      }
    }
    return named.isEmpty()
        ? Answer.blind("virtualservices")
        : Answer.absent("VirtualServices and Gateways", "the VirtualServices of the failing hosts");
  }

  /**
   * Where VirtualServices of the failing hosts are known, a row about another one tells nothing.
   */
  private static boolean concerns(Table.Row row, List<Named> named) {
    return named.isEmpty()
        || named.stream()
            .map(one -> " " + one.route().namespace() + "/" + one.route().name())
            .anyMatch(row.cell("OBJECT")::endsWith);
  }
}
