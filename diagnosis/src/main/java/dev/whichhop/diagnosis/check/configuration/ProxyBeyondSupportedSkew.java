package dev.whichhop.diagnosis.check.configuration;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.MeshVersions;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A proxy is more releases behind its control plane than is supported, or ahead of it. */
final class ProxyBeyondSupportedSkew implements Check {

  @Override
  public String id() {
    return "proxy-beyond-supported-skew";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.SETTINGS, EvidenceKind.TABLES, EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    MeshVersions versions = MeshVersions.of(file.bundle());
    if (!versions.known()) {
      return Answer.blind("versions");
    }
    List<MeshVersions.Proxy> skewed =
        versions.proxies().stream().filter(versions::isSkewed).toList();
    if (skewed.isEmpty()) {
      return Answer.absent("versions", "the proxies");
    }
    MeshVersions.Proxy first = skewed.getFirst();
    List<Evidence> evidence = new ArrayList<>(List.of(first.evidence()));
    evidence.addAll(versions.controlEvidence());
    return Answer.found(
        first.pod().isEmpty() ? "a proxy" : first.pod(),
        evidence,
        "proxy",
        first.version().text(),
        "control",
        versions.controlPlanes());
  }
}
