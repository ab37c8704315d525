package dev.whichhop.diagnosis.check.configuration;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Two Gateways of the same proxies use one certificate for different hosts, and a failing host is
 * one of them. Browsers then use a connection of the one for the other (RFC 9113 section 9.1.1),
 * but each Gateway knows its own routes only.
 */
final class GatewaysShareCertificate implements Check {

  @Override
  public String id() {
    return "gateways-share-certificate";
  }

  @Override
  public Hop hop() {
    return Hop.GATEWAY;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS);
  }

  private record Server(KubernetesObject gateway, Node certificate, String hosts) {}

  @Override
  public Answer look(CaseFile file) {
    List<Server> servers = new ArrayList<>();
    for (KubernetesObject gateway : file.bundle().objects("Gateway")) {
      for (Node server : gateway.spec().get("servers").items()) {
        Node certificate = server.get("tls").any("credentialName", "serverCertificate");
        if (certificate.exists()) {
          servers.add(new Server(gateway, certificate, hosts(server)));
        }
      }
    }
    if (servers.isEmpty()) {
      return Answer.blind("gateways");
    }
    Set<String> failing = Hosts.failing(file.faultyRequests());
    for (Server one : servers) {
      for (Server other : servers) {
        boolean failed =
            failing.stream()
                .map(Addresses::host)
                .anyMatch(host -> one.hosts.contains(" " + host + " "));
        if (failed && compete(one, other)) {
          return Answer.found(
              one.gateway.reference(),
              List.of(one.certificate.evidence(), other.certificate.evidence()),
              "other",
              other.gateway.reference(),
              "certificate",
              one.certificate.textOrEmpty());
        }
      }
    }
    return Answer.absent("Gateway", "the failing hosts");
  }

  private static boolean compete(Server one, Server other) {
    return !one.gateway.reference().equals(other.gateway.reference())
        && !one.hosts.equals(other.hosts)
        && one.certificate.textOrEmpty().equals(other.certificate.textOrEmpty())
        && selector(one.gateway).equals(selector(other.gateway));
  }

  private static String selector(KubernetesObject gateway) {
    List<String> labels = new ArrayList<>();
    gateway
        .spec()
        .get("selector")
        .entries()
        .forEach((key, value) -> labels.add(key + "=" + value.textOrEmpty()));
    labels.sort(null);
    return String.join(",", labels);
  }

  /** Hosts without the namespace that Istio allows in front, between blanks. */
  private static String hosts(Node server) {
    StringBuilder hosts = new StringBuilder(" ");
    for (Node host : server.get("hosts").items()) {
      String name = host.textOrEmpty();
      hosts.append(name.substring(name.indexOf('/') + 1)).append(' ');
    }
    return hosts.toString();
  }
}
