package dev.whichhop.diagnosis.check.tls;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.Callers;
import dev.whichhop.diagnosis.view.Meshed;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The callers that lose their connections are pods without a sidecar, and what they call has one:
 * they speak plain text to a proxy. Behind a sidecar the same calls would be mutual TLS.
 */
final class FailingCallerWithoutSidecar implements Check {
  /** A proxy that finds no filter chain closes at once (istio-envoy facts 2.2 E5). */
  private static final Set<ClientFailure> CLOSED =
      Set.of(ClientFailure.RESET, ClientFailure.EMPTY_REPLY, ClientFailure.PARTIAL);

  @Override
  public String id() {
    return "failing-caller-without-sidecar";
  }

  @Override
  public Hop hop() {
    return Hop.CLIENT;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Pod> pods = file.bundle().pods();
    List<Evidence> outside = new ArrayList<>();
    String subject = "";
    int meshed = 0;
    for (Observation call : Callers.observations(file.bundle())) {
      if (!CLOSED.contains(call.clientFailure())) {
        continue;
      }
      Optional<Pod> caller = caller(pods, call);
      boolean proxied = caller.flatMap(Meshed::hasProxy).orElse(true);
      if (caller.isPresent() && proxied) {
        meshed++;
      } else if (caller.isPresent() && calledHasProxy(pods, call)) {
        subject = caller.get().name();
        outside.add(caller.get().evidence());
        outside.add(call.evidence());
      }
    }
    if (outside.isEmpty()) {
      return meshed == 0
          ? Answer.blind("caller-addresses")
          : Answer.absent("the callers", "the failing callers");
    }
    return meshed > 0
        ? Answer.absent("the callers", "the failing callers")
        : Answer.found(
            subject, outside.subList(0, Math.min(4, outside.size())), "count", outside.size() / 2);
  }

  private static Optional<Pod> caller(List<Pod> pods, Observation call) {
    String address = Addresses.host(call.downstreamRemoteAddress());
    return pods.stream()
        .filter(pod ->
            pod.name().equals(call.vantage().instance())
                || (!address.isEmpty() && pod.ip().equals(address)))
        .findFirst();
  }

  /** Pods of the called service by address or name; the gateway's own pods are no sidecars. */
  private static boolean calledHasProxy(List<Pod> pods, Observation call) {
    String host = Addresses.host(call.authority());
    int end = host.indexOf('.');
    String name = end < 0 ? host : host.substring(0, end);
    return pods.stream()
        .filter(pod -> pod.ip().equals(host) || pod.name().startsWith(name + "-"))
        .anyMatch(pod -> Meshed.hasProxy(pod).orElse(false));
  }
}
