package dev.whichhop.diagnosis.check.ambient;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Pods of the cluster are in ambient mode: a namespace or pod has {@code istio.io/dataplane-mode:
 * ambient}, a pod was redirected ({@code ambient.istio.io/redirection}), or a ztunnel logs their
 * connections.
 */
final class AmbientOnPath implements Check {
  private static final String MODE = "istio.io/dataplane-mode";
  private static final String REDIRECTION = "ambient.istio.io/redirection";

  @Override
  public String id() {
    return "ambient-on-path";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.LOGS, EvidenceKind.TABLES);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Evidence> evidence = new ArrayList<>();
    boolean looked = false;
    for (KubernetesObject object : file.bundle().objects()) {
      looked |= object.kind().equals("Pod");
      if (object.label(MODE).equals("ambient")) {
        evidence.add(object.root().at("metadata", "labels").get(MODE).evidence());
      } else if (object.annotation(REDIRECTION).equals("enabled")) {
        evidence.add(object.root().at("metadata", "annotations").get(REDIRECTION).evidence());
      }
    }
    for (Table table : file.bundle().tables()) {
      for (Table.Row row : table.rows()) {
        boolean labelled =
            row.cell("LABELS").contains(MODE + "=ambient")
                || row.cell("DATAPLANE-MODE").equals("ambient")
                || row.cell("PROTOCOL").equals("HBONE");
        if (labelled) {
          evidence.add(row.evidence());
        }
      }
    }
    for (LogRecord line : file.bundle().logs()) {
      if (line.component() == Component.ZTUNNEL && line.fields().containsKey("src.addr")) {
        evidence.add(line.evidence());
        break;
      }
    }
    if (!evidence.isEmpty()) {
      return Answer.found("", evidence.subList(0, Math.min(2, evidence.size())));
    }
    return looked ? Answer.absent("pods and namespaces", "the pods") : Answer.blind("ambient-pods");
  }
}
