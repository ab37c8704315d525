package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Networks;
import dev.whichhop.diagnosis.view.Shutdowns;
import dev.whichhop.diagnosis.view.Shutdowns.Shutdown;
import dev.whichhop.diagnosis.view.Target;
import dev.whichhop.diagnosis.view.TargetChange;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Callers could not connect, or lost their connections, in the minutes after a controller took
 * targets out of the load balancer, and hardly ever else. Where the controller's log is missing,
 * the end of a pod that is a target by itself stands for it.
 */
final class FailuresFollowDeregistration implements Check {
  /**
   * A Network Load Balancer goes on sending new connections to a deregistered target for two to
   * three minutes (istio-envoy facts 2.2 E29; aws-load-balancer-controller issue 2366,
   * containers-roadmap 470).
   */
  private static final Duration WINDOW = Duration.ofMinutes(3);

  private static final int LEAST = 3;
  private static final double NEARLY_ALL = 0.8;

  /** So many failures would lie in the windows by chance in fewer of the cases. */
  private static final double CHANCE = 0.01;

  @Override
  public String id() {
    return "failures-follow-deregistration";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.OBSERVATIONS,
        EvidenceKind.SIGNALS,
        EvidenceKind.AWS,
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.EVENTS,
        EvidenceKind.LOGS,
        EvidenceKind.NOTES);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal removed = file.bundle().signal("target-removed");
    List<Instant> removals = new ArrayList<>();
    List<Evidence> told = new ArrayList<>(removed.evidence(2));
    removed.hits().stream().map(Signal.Hit::time).filter(Objects::nonNull).forEach(removals::add);
    TargetChange.of(file.bundle()).stream()
        .filter(TargetChange::leaves)
        .forEach(one -> {
          removals.add(one.time());
          told.add(one.evidence());
        });
    List<Shutdown> shutdowns = Shutdowns.of(file.bundle());
    shutdowns.stream()
        .map(Shutdown::time)
        .filter(one -> isLate(one, removals))
        .forEach(removals::add);
    boolean balanced = balanced(file.bundle());
    if (removals.isEmpty() && balanced) {
      // The controller takes a pod out when it begins to end.
      shutdowns.forEach(one -> removals.add(one.time()));
      shutdowns.stream().limit(2).forEach(one -> told.add(one.evidence()));
    }
    List<Observation> calls =
        file.bundle().observations().stream()
            .filter(one -> one.vantage().side() == Side.CALLER && one.time().isPresent())
            .toList();
    List<Observation> failed =
        calls.stream().filter(FailuresFollowDeregistration::unreachable).toList();
    if (removals.isEmpty() || failed.size() < LEAST) {
      return Answer.blind("load-balancer-controller-log");
    }
    List<Observation> after = failed.stream().filter(one -> follows(one, removals)).toList();
    double covered =
        (double) calls.stream().filter(one -> follows(one, removals)).count() / calls.size();
    boolean byChance = Math.pow(covered, after.size()) >= CHANCE;
    if (after.size() < NEARLY_ALL * failed.size() || byChance) {
      return Answer.absent(told.getFirst().place().file(), "the failures");
    }
    List<Evidence> evidence = new ArrayList<>(told);
    after.stream().limit(3).forEach(one -> evidence.add(one.evidence()));
    return Answer.found(
        after.getFirst().vantage().instance(),
        evidence,
        "count",
        after.size(),
        "of",
        failed.size(),
        "window",
        WINDOW.toSeconds());
  }

  /**
   * Pods are targets by themselves: a load balancer with IP targets, or a Service that asks for
   * one.
   */
  private static boolean balanced(Bundle bundle) {
    return bundle.aws("TargetGroups").stream()
            .anyMatch(one -> one.get("TargetType").textOrEmpty().equals("ip"))
        || Target.of(bundle).stream().anyMatch(one -> Networks.isAddress(one.id()))
        || bundle.objects("Service").stream().anyMatch(FailuresFollowDeregistration::asksForPods);
  }

  private static boolean asksForPods(KubernetesObject service) {
    return service
            .annotation("service.beta.kubernetes.io/aws-load-balancer-nlb-target-type")
            .equals("ip")
        || service.annotation("service.beta.kubernetes.io/aws-load-balancer-type").equals("nlb-ip");
  }

  /** Ended before it was taken out, as happens when the controller is held up. */
  private static boolean isLate(Instant end, List<Instant> removals) {
    return removals.stream()
        .anyMatch(one -> end.isBefore(one) && Duration.between(end, one).compareTo(WINDOW) <= 0);
  }

  private static boolean unreachable(Observation call) {
    return switch (call.clientFailure()) {
      case CONNECT_TIMEOUT, TIMEOUT, REFUSED, RESET, EMPTY_REPLY -> true;
      case NONE, UNREACHABLE, DNS, TLS, PARTIAL, HTTP2, OTHER -> false;
    };
  }

  private static boolean follows(Observation call, List<Instant> removals) {
    Instant time = call.time().orElseThrow();
    return removals.stream()
        .anyMatch(one -> !time.isBefore(one) && Duration.between(one, time).compareTo(WINDOW) <= 0);
  }
}
