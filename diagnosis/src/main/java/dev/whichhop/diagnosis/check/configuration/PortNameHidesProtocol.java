package dev.whichhop.diagnosis.check.configuration;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The port of a failing service has a name that contains a protocol but does not begin with it
 * ({@code query-http}) and no appProtocol, so that Istio takes the protocol for unknown (istio
 * pkg/config/protocol/instance.go: name is {@code protocol} or {@code protocol-…}), or one that
 * begins with a protocol and ends with another ({@code grpc-https}), of which Istio takes the
 * first.
 */
final class PortNameHidesProtocol implements Check {
  private static final Set<String> PROTOCOLS =
      Set.of(
          "http",
          "http2",
          "https",
          "grpc",
          "grpc-web",
          "tcp",
          "tls",
          "mongo",
          "mysql",
          "redis",
          "udp");

  @Override
  public String id() {
    return "port-name-hides-protocol";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<KubernetesObject> services = file.bundle().objects("Service");
    Set<String> failing = Hosts.failing(file.faultyRequests());
    if (services.isEmpty()) {
      return Answer.blind("services");
    }
    List<Evidence> hidden = new ArrayList<>();
    String subject = "";
    for (KubernetesObject service : services) {
      String name = service.name() + "." + service.namespace();
      if (failing.stream().noneMatch(host -> Hosts.same(host, name))) {
        continue;
      }
      for (Node port : service.spec().get("ports").items()) {
        if (hides(port)) {
          hidden.add(port.get("name").evidence());
          subject = name;
        }
      }
    }
    return hidden.isEmpty()
        ? Answer.absent("Service", "the failing services")
        : new Answer.Found(
            subject, Hop.CONTROL_PLANE, Map.of("port", hidden.getFirst().text()), hidden);
  }

  private static boolean hides(Node port) {
    String name = port.get("name").textOrEmpty().toLowerCase(Locale.ROOT);
    if (port.get("appProtocol").exists() || name.isEmpty()) {
      return false;
    }
    String first = name.contains("-") ? name.substring(0, name.indexOf('-')) : name;
    boolean known = PROTOCOLS.contains(first) || PROTOCOLS.contains(name);
    String last = name.substring(name.lastIndexOf('-') + 1);
    boolean contradicts =
        Set.of("http", "grpc").contains(first) && Set.of("https", "tls", "grpc").contains(last);
    return known
        ? contradicts && !first.equals(last)
        : PROTOCOLS.stream().anyMatch(one -> name.endsWith("-" + one));
  }
}
