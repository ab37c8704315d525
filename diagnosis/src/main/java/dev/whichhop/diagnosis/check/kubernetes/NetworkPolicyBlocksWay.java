package dev.whichhop.diagnosis.check.kubernetes;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.CalledPods;
import dev.whichhop.diagnosis.view.NetworkPolicies;
import dev.whichhop.diagnosis.view.NetworkPolicies.Peer;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A NetworkPolicy admits no traffic from the caller to the pod and port whose connections time out,
 * or lets none out of the caller, to a name server too. Network plugins drop such packets, so there
 * is no RST.
 */
final class NetworkPolicyBlocksWay implements Check {
  private static final int DNS = 53;

  @Override
  public String id() {
    return "network-policy-blocks-way";
  }

  @Override
  public Hop hop() {
    return Hop.VPC;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.TABLES, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    NetworkPolicies policies = new NetworkPolicies(file.bundle());
    if (!policies.known()) {
      return Answer.blind("network-policies");
    }
    boolean looked = false;
    CalledPods called = new CalledPods(file.bundle());
    for (Observation failure : file.failures()) {
      CalledPods.Called to = called.of(failure);
      Peer server = new Peer(to.address(), to.pod());
      boolean lookup = isUnansweredLookup(failure);
      boolean known = server.pod() != null && isSilent(failure);
      Peer caller = caller(file, failure);
      // Of a name server that is no known pod, only the way out of the caller can be judged.
      if (!known && (!lookup || caller.pod() == null)) {
        continue;
      }
      looked = true;
      int port = lookup ? DNS : to.port();
      Optional<KubernetesObject> in = policies.refusesIn(caller, server, port);
      Optional<KubernetesObject> policy = in.or(() -> policies.refusesOut(caller, server, port));
      if (policy.isPresent()) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(policy.get().spec().get("podSelector").evidence());
        evidence.add(policy.get().metadata().get("name").evidence());
        evidence.add(failure.evidence());
        return Answer.found(
            policy.get().namespace() + "/" + policy.get().name(),
            evidence,
            "caller",
            caller.pod() == null ? "?" : caller.pod().name(),
            "server",
            server.pod() == null ? to.address() : server.pod().name(),
            "port",
            port,
            "protocol",
            lookup ? "UDP" : "TCP",
            "direction",
            in.isPresent() ? "ingress" : "egress",
            "peers",
            in.isPresent() ? "from" : "to",
            "peer-namespace",
            in.isPresent()
                ? namespace(caller, "<namespace of the caller>")
                : namespace(server, "<namespace of the name server>"));
      }
    }
    return looked
        ? Answer.absent("NetworkPolicies", "the pods that did not answer")
        : Answer.blind("pods");
  }

  private static String namespace(Peer peer, String unknown) {
    return peer.pod() == null ? unknown : peer.pod().namespace();
  }

  /** No name server answered; that a name does not exist is an answer. */
  private static boolean isUnansweredLookup(Observation failure) {
    String why = failure.details();
    return failure.clientFailure() == ClientFailure.DNS
        && (why.contains("imeout") || why.contains("timed out") || why.contains("EAI_AGAIN"));
  }

  /** A connection that nobody refused. */
  private static boolean isSilent(Observation failure) {
    boolean caller =
        failure.clientFailure() == ClientFailure.CONNECT_TIMEOUT
            || failure.clientFailure() == ClientFailure.TIMEOUT;
    String why = failure.details() + failure.transportFailure();
    return caller || failure.hasFlag("UF") && !why.contains("refused") && !why.contains("_111");
  }

  /**
   * The pod in which the line was written: by its address (a sidecar's caller is its own
   * application), else by its name in that of the log.
   */
  private static Peer caller(CaseFile file, Observation failure) {
    Side side = failure.vantage().side();
    String address =
        side == Side.GATEWAY
            ? failure.downstreamLocalAddress()
            : side == Side.OUTBOUND || side == Side.CALLER ? failure.downstreamRemoteAddress() : "";
    Pod pod =
        Addresses.pod(file.bundle(), address)
            .or(() ->
                file.bundle().pods().stream()
                    .filter(one -> failure.vantage().instance().contains(one.name()))
                    .findFirst())
            .orElse(null);
    return new Peer(Addresses.host(address), pod);
  }
}
