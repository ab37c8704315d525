package dev.whichhop.diagnosis.check.timers;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.Peers;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The connection that ended under the request led to another proxy of the path. Had the application
 * behind that proxy closed, the proxy would have answered 503 itself, and the flag would stand in
 * its own inbound line (istio-envoy facts, section 2.3, chain correlation).
 */
final class ClosingPeerIsProxy implements Check {

  @Override
  public String id() {
    return "closing-peer-is-proxy";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    Peers peers = Peers.of(file.bundle());
    boolean podsKnown = !file.bundle().pods().isEmpty();
    List<Evidence> toProxy = new ArrayList<>();
    int toServer = 0;
    String subject = "";
    for (Observation one : file.failures()) {
      if (!one.hasFlag("UC")) {
        continue;
      }
      Optional<Boolean> proxy = peers.isProxy(one);
      if (proxy.orElse(false)) {
        toProxy.add(one.evidence());
        subject = Addresses.host(one.upstreamHost());
      } else if (proxy.isPresent()) {
        toServer++;
      }
    }
    if (toProxy.isEmpty() && toServer == 0) {
      return Answer.blind(podsKnown ? "sidecar-access-log" : "pod-objects");
    }
    return toProxy.size() > toServer
        ? Answer.found(
            subject, toProxy.subList(0, Math.min(3, toProxy.size())), "count", toProxy.size())
        : Answer.absent("proxy logs", "the closed connections");
  }
}
