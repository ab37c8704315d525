package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.Callers;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The certificate of a TLS listener, by {@code aws acm describe-certificate}, is not in force, or
 * none of its names is the one that failing callers use. Statuses: ACM API, CertificateDetail.
 */
final class ListenerCertificateUnfit implements Check {
  private static final String IN_FORCE = "ISSUED";

  @Override
  public String id() {
    return "listener-certificate-unfit";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.AWS, EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    Set<String> used = new HashSet<>();
    for (Node listener : file.bundle().aws("Listeners")) {
      listener.below("CertificateArn").forEach(one -> used.add(one.textOrEmpty()));
    }
    Set<String> hosts = failingNames(file);
    List<Node> certificates =
        file.bundle().aws("Certificate").stream()
            .filter(one -> used.isEmpty() || used.contains(one.get("CertificateArn").textOrEmpty()))
            .toList();
    if (certificates.isEmpty()) {
      return Answer.blind("listener-certificate");
    }
    for (Node certificate : certificates) {
      Node status = certificate.get("Status");
      if (status.exists() && !status.textOrEmpty().equals(IN_FORCE)) {
        return found(certificate, status.evidence());
      }
    }
    for (String host : hosts) {
      Optional<Node> fitting =
          certificates.stream()
              .filter(one -> names(one).stream().anyMatch(name -> covers(name, host)))
              .findFirst();
      if (fitting.isEmpty() && !names(certificates.getFirst()).isEmpty()) {
        return found(certificates.getFirst(), certificates.getFirst().get("DomainName").evidence());
      }
    }
    return Answer.absent(certificates.getFirst().place().file(), "the listener's certificate");
  }

  private static Answer found(Node certificate, Evidence evidence) {
    return Answer.found(
        certificate.get("DomainName").textOrEmpty(),
        List.of(evidence),
        "status",
        certificate.get("Status").textOrEmpty());
  }

  private static Set<String> names(Node certificate) {
    Set<String> names = new TreeSet<>();
    names.add(certificate.get("DomainName").textOrEmpty());
    certificate.get("SubjectAlternativeNames").items().forEach(one -> names.add(one.textOrEmpty()));
    names.remove("");
    return names;
  }

  private static Set<String> failingNames(CaseFile file) {
    Set<String> hosts = new TreeSet<>();
    for (Observation one : Callers.observations(file.bundle())) {
      if (one.clientFailure() == ClientFailure.TLS) {
        hosts.add(Addresses.host(one.authority()));
      }
    }
    hosts.remove("");
    return hosts;
  }

  private static boolean covers(String name, String host) {
    return name.equals(host)
        || name.startsWith("*.")
            && host.endsWith(name.substring(1))
            && host.indexOf('.') == host.length() - name.length() + 1;
  }
}
