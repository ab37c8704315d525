package dev.whichhop.diagnosis.check.tls;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Certificates;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Setting;
import dev.whichhop.model.evidence.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A certificate that the gateway shows for one of its hosts was over before the newest line of the
 * logs. The gateway goes on serving it: Envoy does not look at the dates of its own certificates.
 */
final class GatewayCertificateEnded implements Check {

  @Override
  public String id() {
    return "gateway-certificate-ended";
  }

  @Override
  public Hop hop() {
    return Hop.GATEWAY;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.SETTINGS,
        EvidenceKind.LOGS,
        EvidenceKind.OBSERVATIONS,
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.TABLES);
  }

  @Override
  public Answer look(CaseFile file) {
    Bundle bundle = file.bundle();
    List<Setting> shown =
        Certificates.dates(bundle).stream().filter(Certificates::isOfGateway).toList();
    if (shown.isEmpty()) {
      return Answer.blind("gateway-certificates");
    }
    for (Setting ended : Certificates.ended(bundle)) {
      if (Certificates.isOfGateway(ended)) {
        String path = Certificates.secret(ended).replaceFirst("^[a-z-]+://", "");
        String secret = path.substring(path.lastIndexOf('/') + 1);
        String namespace =
            path.contains("/")
                ? path.substring(0, path.indexOf('/'))
                : namespace(bundle, secret).orElse("<secret-namespace>");
        return Answer.found(
            secret,
            List.of(ended.evidence()),
            "secret",
            secret,
            "secret-namespace",
            namespace,
            "end",
            ended.value());
      }
    }
    return Answer.absent(
        shown.getFirst().evidence().place().file(), Certificates.secret(shown.getFirst()));
  }

  /** Of the Certificate (cert-manager) that keeps this Secret. */
  private static Optional<String> namespace(Bundle bundle, String secret) {
    for (KubernetesObject one : bundle.objects("Certificate")) {
      if (one.spec().get("secretName").textOrEmpty().equals(secret)) {
        return Optional.of(one.namespace());
      }
    }
    for (Table table : bundle.tables("certificates")) {
      for (Table.Row row : table.rows()) {
        if (row.cell("SECRET").equals(secret) && !row.cell("NAMESPACE").isEmpty()) {
          return Optional.of(row.cell("NAMESPACE"));
        }
      }
    }
    return Optional.empty();
  }
}
