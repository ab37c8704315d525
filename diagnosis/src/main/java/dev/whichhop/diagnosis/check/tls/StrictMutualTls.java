package dev.whichhop.diagnosis.check.tls;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
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
 * Mutual TLS is required of every caller: PeerAuthentication STRICT, or the mesh-wide policies of
 * Istio before 1.5 (MeshPolicy, authPolicy MUTUAL_TLS).
 */
final class StrictMutualTls implements Check {
  private static final Set<String> TELLING =
      Set.of("PeerAuthentication", "MeshPolicy", "Policy", "MeshConfig");

  @Override
  public String id() {
    return "strict-mutual-tls";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.TABLES);
  }

  @Override
  public Answer look(CaseFile file) {
    boolean looked = false;
    for (KubernetesObject object : file.bundle().objects()) {
      Optional<Node> strict =
          switch (object.kind()) {
            case "PeerAuthentication" -> strict(object);
            case "MeshPolicy", "Policy" -> peers(object);
            case "MeshConfig" -> mode(object.root().get("authPolicy"), "MUTUAL_TLS");
            default -> Optional.empty();
          };
      looked |= TELLING.contains(object.kind());
      if (strict.isPresent()) {
        return Answer.found(object.reference(), List.of(strict.get().evidence()));
      }
    }
    for (Table table : file.bundle().tables("peerauthentications")) {
      looked = true;
      for (Table.Row row : table.rows()) {
        if (row.cell("MODE").equals("STRICT")) {
          return Answer.found("PeerAuthentication " + row.cell("NAME"), List.of(row.evidence()));
        }
      }
    }
    return looked
        ? Answer.absent("PeerAuthentication", "the mesh")
        : Answer.blind("peer-authentications");
  }

  /** For all ports, or for one of them. */
  private static Optional<Node> strict(KubernetesObject authentication) {
    return authentication.spec().below("mode").stream()
        .filter(mode -> mode.textOrEmpty().equals("STRICT"))
        .findFirst();
  }

  private static Optional<Node> mode(Node field, String word) {
    return field.textOrEmpty().equals(word) ? Optional.of(field) : Optional.empty();
  }

  /** A peer method mtls without a mode, or with mode STRICT, is strict in the old API. */
  private static Optional<Node> peers(KubernetesObject policy) {
    for (Node peer : policy.spec().get("peers").items()) {
      Node mtls = peer.get("mtls");
      String mode = mtls.get("mode").textOrEmpty();
      if (mtls.exists() && (mode.isEmpty() || mode.equals("STRICT"))) {
        return Optional.of(mtls.get("mode").exists() ? mtls.get("mode") : mtls);
      }
    }
    return Optional.empty();
  }
}
