package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.Conditions;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A certificate that the failing host needs has not been issued: the Certificate of cert-manager or
 * of Knative is not ready, or the Route waits for it, or went back to plain HTTP.
 *
 * <p>knative/serving pkg/apis/serving/v1/route_lifecycle.go (CertificateProvisioned, HTTPDowngrade)
 * and pkg/reconciler/certificate/certificate.go.
 */
final class CertificateNotIssued implements Check {
  private static final String PROVISIONED = "CertificateProvisioned";
  private static final List<String> TABLES = List.of("certificates", "knative-certificates");

  /** States of Order and Challenge that are not valid yet; cert-manager pkg/apis/acme/v1. */
  private static final Set<String> WAITING = Set.of("pending", "invalid", "expired", "errored");

  @Override
  public String id() {
    return "certificate-not-issued";
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
    Set<String> failing = hosts(file);
    String looked = "";
    for (KubernetesObject object : file.bundle().objects()) {
      Node state = object.status().get("state");
      if (object.group().equals("acme.cert-manager.io") && WAITING.contains(state.textOrEmpty())) {
        Node reason = object.status().get("reason");
        return Answer.found(
            object.reference(),
            List.of(reason.exists() ? reason.evidence() : state.evidence()),
            "reason",
            reason.exists() ? reason.textOrEmpty() : state.textOrEmpty());
      }
      Optional<Node> condition = condition(object);
      if (condition.isEmpty()) {
        continue;
      }
      boolean issued =
          condition.get().get("status").isTrue()
              && !Conditions.reason(condition.get()).equals("HTTPDowngrade");
      looked = object.reference();
      if (!issued && concerns(object, failing)) {
        return Answer.found(
            object.reference(),
            List.of(Conditions.evidence(condition.get())),
            "reason",
            Conditions.reason(condition.get()).isEmpty()
                ? "-"
                : Conditions.reason(condition.get()));
      }
    }
    for (String kind : TABLES) {
      for (Table table : file.bundle().tables(kind)) {
        for (Table.Row row : table.rows()) {
          looked = row.cell("NAME");
          String ready = row.cell("READY");
          if (ready.equals("False") || ready.equals("Unknown")) {
            String reason = row.cell("REASON");
            return Answer.found(
                row.cell("NAME"),
                List.of(row.evidence()),
                "reason",
                reason.isEmpty() ? "READY " + ready : reason);
          }
        }
      }
    }
    return looked.isEmpty() ? Answer.blind("certificates") : Answer.absent("certificates", looked);
  }

  private static Optional<Node> condition(KubernetesObject object) {
    boolean certificate = object.kind().equals("Certificate");
    boolean issuer = object.group().equals("cert-manager.io");
    boolean knative = object.group().endsWith("knative.dev");
    if (certificate && (issuer || knative)) {
      return Conditions.of(object, "Ready");
    }
    return knative ? Conditions.of(object, PROVISIONED) : Optional.empty();
  }

  /** True unless both the names of the certificate and the failing hosts are known and differ. */
  private static boolean concerns(KubernetesObject object, Set<String> failing) {
    Set<String> names = new HashSet<>();
    object.spec().get("dnsNames").items().forEach(one -> names.add(one.textOrEmpty()));
    names.remove("");
    return names.isEmpty()
        || failing.isEmpty()
        || names.stream().anyMatch(name -> failing.stream().anyMatch(host -> covers(name, host)));
  }

  private static boolean covers(String name, String host) {
    return name.equals(host)
        || name.startsWith("*.")
            && host.endsWith(name.substring(1))
            && host.indexOf('.') == host.length() - name.length() + 1;
  }

  private static Set<String> hosts(CaseFile file) {
    Set<String> hosts = new HashSet<>();
    for (Observation one : file.failures()) {
      hosts.add(Addresses.host(one.authority()));
      hosts.add(one.serverName());
    }
    hosts.remove("");
    return hosts;
  }
}
