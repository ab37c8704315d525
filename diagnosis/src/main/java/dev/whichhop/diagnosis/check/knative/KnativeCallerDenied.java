package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A sidecar refused a request of Knative itself, or one that came by way of the activator, by an
 * authorization policy: in the sidecar's own log, or as status 403 that the activator's probe or
 * the autoscaler's scrape reports.
 *
 * <p>Literals: knative.dev/networking pkg/prober/prober.go ("unexpected status code: want [200],
 * got 403"); knative/serving pkg/autoscaler/metrics/http_scrape_client.go ("returned HTTP status
 * 403").
 */
final class KnativeCallerDenied implements Check {
  private static final List<String> LITERALS = List.of("got 403", "returned HTTP status 403");

  /** Paths that activator and autoscaler ask for (knative facts, section 5). */
  private static final Set<String> PATHS = Set.of("/healthz", "/metrics");

  @Override
  public String id() {
    return "knative-caller-denied";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS, EvidenceKind.LOGS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    Bundle bundle = file.bundle();
    Set<String> knative =
        bundle.pods().stream()
            .filter(pod -> pod.namespace().equals("knative-serving") && !pod.ip().isEmpty())
            .map(pod -> pod.ip())
            .collect(Collectors.toSet());
    List<Evidence> denied = new ArrayList<>();
    String subject = "";
    boolean looked = false;
    for (Observation one : bundle.observations()) {
      boolean knatives = ofKnative(one, knative);
      // Who is refused shows at the sidecar only; callers and gateways just see the 403.
      looked |= one.vantage().side() == Side.INBOUND && (one.deniedByPolicy() || knatives);
      if (one.deniedByPolicy() && knatives) {
        denied.add(one.evidence());
        subject = one.vantage().instance();
      }
    }
    if (denied.isEmpty()) {
      denied.addAll(onlyByActivator(bundle, knative));
      subject = denied.isEmpty() ? "" : "activator";
    }
    for (LogRecord line : bundle.logs()) {
      boolean told =
          line.component() == Component.ACTIVATOR || line.component() == Component.AUTOSCALER;
      String error = KnativeLogs.error(line);
      if (told && LITERALS.stream().anyMatch(error::contains)) {
        denied.add(line.evidence());
        subject = subject.isEmpty() ? KnativeLogs.revision(line) : subject;
      }
    }
    if (!denied.isEmpty()) {
      return Answer.found(
          subject, denied.subList(0, Math.min(3, denied.size())), "count", denied.size());
    }
    return looked
        ? Answer.absent("the sidecars' logs", "Knative's own requests")
        : Answer.blind("sidecar-access-log");
  }

  /**
   * Where the refusing sidecar's log is missing: a policy refused requests, and all that a gateway
   * saw refused had gone to an activator, while others that went past it were served.
   */
  private static List<Evidence> onlyByActivator(Bundle bundle, Set<String> knative) {
    List<Observation> sent =
        bundle.observations().stream()
            .filter(one -> one.vantage().side() != Side.CALLER && !one.upstreamHost().isEmpty())
            .filter(one -> one.vantage().side() != Side.INBOUND)
            .toList();
    boolean policy = bundle.observations().stream().anyMatch(Observation::deniedByPolicy);
    List<Observation> refused = sent.stream().filter(one -> one.status() == 403).toList();
    boolean all =
        !refused.isEmpty()
            && refused.stream()
                .allMatch(one -> knative.contains(Addresses.host(one.upstreamHost())));
    boolean past =
        sent.stream()
            .filter(Observation::succeeded)
            .filter(one -> one.status() < 400)
            .anyMatch(one -> !knative.contains(Addresses.host(one.upstreamHost())));
    return policy && all && past ? refused.stream().map(Observation::evidence).toList() : List.of();
  }

  private static boolean ofKnative(Observation one, Set<String> knative) {
    return one.userAgent().startsWith("Knative-")
        || one.userAgent().startsWith("kube-probe/")
        || PATHS.contains(one.path()) && one.userAgent().startsWith("Go-http-client")
        || knative.contains(Addresses.host(one.downstreamRemoteAddress()));
  }
}
