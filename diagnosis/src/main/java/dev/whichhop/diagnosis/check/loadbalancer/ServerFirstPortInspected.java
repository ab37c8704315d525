package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A port of a protocol in which the server speaks first is not declared as TCP, so the proxy waits
 * for the client's first bytes to tell the protocol; or a caller waited in vain for a greeting, and
 * an inspector stands before a port whose connections are only handed on. Istio's documentation
 * names these protocols under "server first protocols".
 */
final class ServerFirstPortInspected implements Check {
  /** SSH, FTP, SMTP, POP3, IMAP, submission and MySQL (IANA): the server greets first. */
  private static final Set<String> SERVER_FIRST =
      Set.of("21", "22", "25", "110", "143", "587", "3306");

  /** Protocol words that make Istio skip detection; Istio "protocol selection". */
  private static final Set<String> DECLARED = Set.of("tcp", "tls", "mysql", "mongo", "redis");

  @Override
  public String id() {
    return "server-first-port-is-inspected";
  }

  @Override
  public Hop hop() {
    return Hop.GATEWAY;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.ENVOY_CONFIGURATION, EvidenceKind.SIGNALS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Evidence> found = new ArrayList<>();
    String subject = "";
    boolean looked = false;
    for (KubernetesObject object : file.bundle().objects()) {
      for (Node port : ports(object)) {
        looked = true;
        String number = port.any("port", "number").textOrEmpty();
        if (SERVER_FIRST.contains(number) && !declared(object, port)) {
          found.add(port.any("port", "number").evidence());
          subject = object.reference();
        }
      }
    }
    boolean greeted = file.bundle().signal("server-greeting-missing").seen();
    for (EnvoyResource listener : GatewayListeners.of(file.bundle())) {
      looked = true;
      boolean inspected =
          listener.root().any("listener_filters", "listenerFilters").items().stream()
              .map(one -> one.get("name").textOrEmpty())
              .anyMatch(name -> name.contains("tls_inspector") || name.contains("http_inspector"));
      boolean serverFirst =
          SERVER_FIRST.contains(GatewayListeners.port(listener)) || greeted && plainTcp(listener);
      if (inspected && serverFirst) {
        found.add(new Evidence(listener.root().place(), "listener " + listener.name()));
        subject = listener.name();
      }
    }
    if (found.isEmpty()) {
      return looked ? Answer.absent("ports and listeners", "the ports") : Answer.blind("services");
    }
    return Answer.found(subject, found.subList(0, Math.min(2, found.size())));
  }

  /** Every connection is handed on as it is: there is nothing to tell apart. */
  private static boolean plainTcp(EnvoyResource listener) {
    List<Node> chains = listener.root().any("filter_chains", "filterChains").items();
    return !chains.isEmpty()
        && chains.stream()
            .allMatch(chain ->
                !chain.any("transport_socket", "transportSocket").exists()
                    && !chain.any("filter_chain_match", "filterChainMatch").exists()
                    && chain.get("filters").items().stream()
                        .anyMatch(one -> one.get("name").textOrEmpty().endsWith(".tcp_proxy")));
  }

  private static List<Node> ports(KubernetesObject object) {
    return switch (object.kind()) {
      case "Service" -> object.spec().get("ports").items();
      case "Gateway" ->
          object.spec().get("servers").items().stream().map(one -> one.get("port")).toList();
      default -> List.of();
    };
  }

  private static boolean declared(KubernetesObject object, Node port) {
    String word =
        object.kind().equals("Gateway")
            ? port.get("protocol").textOrEmpty()
            : port.get("appProtocol").exists()
                ? port.get("appProtocol").textOrEmpty()
                : port.get("name").textOrEmpty();
    int hyphen = word.indexOf('-');
    String first = hyphen < 0 ? word : word.substring(0, hyphen);
    return DECLARED.contains(first.toLowerCase(java.util.Locale.ROOT));
  }
}
