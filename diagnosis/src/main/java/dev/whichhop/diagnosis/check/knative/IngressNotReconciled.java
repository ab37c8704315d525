package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Conditions;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Nobody has taken care of a Knative Ingress: it has no condition at all, and its Route says {@code
 * IngressNotConfigured}. An Ingress that a controller works on has conditions at once.
 *
 * <p>knative/serving pkg/apis/serving/v1/route_lifecycle.go MarkIngressNotConfigured.
 */
final class IngressNotReconciled implements Check {
  private static final String REASON = "IngressNotConfigured";
  private static final List<String> TABLES = List.of("knative-services", "routes");
  private static final List<String> CONDITIONS = List.of("IngressReady", "RoutesReady", "Ready");

  @Override
  public String id() {
    return "ingress-not-reconciled";
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
    String looked = "";
    for (KubernetesObject object : file.bundle().objects()) {
      if (!object.group().endsWith("knative.dev")) {
        continue;
      }
      boolean ingress = object.kind().equals("Ingress");
      boolean untouched = ingress && object.status().get("conditions").items().isEmpty();
      for (String type : CONDITIONS) {
        Optional<Node> condition = Conditions.of(object, type);
        if (condition.filter(one -> Conditions.reason(one).equals(REASON)).isPresent()) {
          return Answer.found(object.reference(), List.of(Conditions.evidence(condition.get())));
        }
        boolean tells = ingress || !type.equals("Ready");
        looked = condition.isPresent() && tells ? object.reference() : looked;
      }
      if (untouched) {
        return Answer.found(object.reference(), List.of(object.metadata().get("name").evidence()));
      }
    }
    for (String kind : TABLES) {
      for (Table table : file.bundle().tables(kind)) {
        for (Table.Row row : table.rows()) {
          if (row.cell("REASON").equals(REASON)) {
            return Answer.found(row.cell("NAME"), List.of(row.evidence()));
          }
          looked = row.cell("READY").equals("True") ? row.cell("NAME") : looked;
        }
      }
    }
    for (Table table : file.bundle().tables("knative-ingresses")) {
      for (Table.Row row : table.rows()) {
        if (row.cell("READY").isEmpty()) {
          return Answer.found(row.cell("NAME"), List.of(row.evidence()));
        }
        looked = row.cell("NAME");
      }
    }
    return looked.isEmpty()
        ? Answer.blind("knative-ingresses")
        : Answer.absent("conditions", looked);
  }
}
