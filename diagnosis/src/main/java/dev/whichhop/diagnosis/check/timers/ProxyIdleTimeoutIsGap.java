package dev.whichhop.diagnosis.check.timers;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Seconds;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A proxy was told to close idle client connections after just the silence that the failures come
 * after: an EnvoyFilter or a listener has {@code common_http_protocol_options.idle_timeout} (1 h
 * where nothing is set, istio-envoy facts 2.2 E22). The same option of a cluster is the sender's
 * own and harmless.
 */
final class ProxyIdleTimeoutIsGap implements Check {
  private static final double NEAR = 0.05;

  @Override
  public String id() {
    return "proxy-idle-timeout-is-gap";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.OBSERVATIONS,
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.ENVOY_CONFIGURATION);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Node> timeouts = new ArrayList<>();
    List<Node> atGateways = new ArrayList<>();
    for (KubernetesObject filter : file.bundle().objects("EnvoyFilter")) {
      for (Node patch : filter.spec().get("configPatches").items()) {
        if (!patch.get("applyTo").textOrEmpty().equals("CLUSTER")) {
          List<Node> set = idleTimeouts(patch.get("patch"));
          timeouts.addAll(set);
          if (patch.at("match", "context").textOrEmpty().equals("GATEWAY")) {
            atGateways.addAll(set);
          }
        }
      }
    }
    for (EnvoyResource listener : file.bundle().envoy(EnvoyResource.Kind.LISTENER)) {
      timeouts.addAll(idleTimeouts(listener.root()));
    }
    Optional<Duration> gap = ServerKeepsLongerThanGap.gap(file);
    if (gap.isEmpty() || timeouts.isEmpty()) {
      return Answer.blind(gap.isEmpty() ? "sidecar-access-log" : "envoy-listeners");
    }
    for (Node timeout : timeouts) {
      double seconds = seconds(timeout.textOrEmpty());
      if (Math.abs(gap.get().toMillis() - seconds * 1_000) <= gap.get().toMillis() * NEAR) {
        return new Answer.Found(
            timeout.place().file(),
            atGateways.contains(timeout) ? Hop.GATEWAY : null,
            Phrase.of("", "timer", timeout.textOrEmpty(), "gap", Seconds.of(gap.get())).values(),
            List.of(timeout.evidence()));
      }
    }
    return Answer.absent(timeouts.getFirst().place().file(), "the idle timeouts of the proxies");
  }

  private static List<Node> idleTimeouts(Node root) {
    List<Node> found = new ArrayList<>();
    for (String options : List.of("common_http_protocol_options", "commonHttpProtocolOptions")) {
      for (Node one : root.below(options)) {
        found.addAll(one.below("idle_timeout"));
        found.addAll(one.below("idleTimeout"));
      }
    }
    return found;
  }

  /** Protobuf's form of a duration, {@code 45s}; NaN for anything else. */
  private static double seconds(String text) {
    try {
      return text.endsWith("s")
          ? Double.parseDouble(text.substring(0, text.length() - 1))
          : Double.NaN;
    } catch (NumberFormatException noNumber) {
      return Double.NaN;
    }
  }
}
