package dev.whichhop.lab;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Which pods were replaced, and the events that Kubernetes keeps about it. */
final class Rollouts {
  /** One replaced pod. */
  record Replaced(Cast.Member old, Cast.Member next, Instant time) {}

  private final List<Replaced> all = new ArrayList<>();

  void replaced(Cast.Member old, Cast.Member next) {
    all.add(new Replaced(old, next, Instant.now().truncatedTo(ChronoUnit.SECONDS)));
  }

  boolean isGone(Cast.Member member) {
    return all.stream().anyMatch(replaced -> replaced.old().equals(member));
  }

  /** When the pod was made: a day ago, or at its predecessor's end. */
  Instant created(Cast.Member member, Instant started) {
    return all.stream()
        .filter(replaced -> replaced.next().equals(member))
        .map(replaced -> replaced.time().minusSeconds(1))
        .findFirst()
        .orElse(started.minus(1, ChronoUnit.DAYS));
  }

  /** As {@code kubectl get events -o yaml} prints them; empty without a rollout. */
  String events() {
    if (all.isEmpty()) {
      return "";
    }
    StringBuilder events = new StringBuilder("apiVersion: v1\nkind: List\nitems:\n");
    for (Replaced replaced : all) {
      Cast.Member next = replaced.next();
      Instant before = replaced.time().minusSeconds(1);
      event(events, next, before, "Scheduled", assigned(next));
      event(events, next, before, "Started", "Started container " + container(next));
      event(
          events,
          replaced.old(),
          replaced.time(),
          "Killing",
          "Stopping container " + container(replaced.old()));
      if (!container(replaced.old()).equals("istio-proxy")) {
        event(events, replaced.old(), replaced.time(), "Killing", "Stopping container istio-proxy");
      }
    }
    return events.toString();
  }

  private static String assigned(Cast.Member member) {
    return "Successfully assigned %s/%s to %s"
        .formatted(member.namespace(), member.name(), member.node());
  }

  private static String container(Cast.Member member) {
    return member.app().contains("gateway") ? "istio-proxy" : member.app();
  }

  private static void event(
      StringBuilder events, Cast.Member member, Instant time, String reason, String message) {
    events.append(
        """
        - apiVersion: v1
          kind: Event
          metadata: {name: %1$s.%7$s, namespace: %2$s, creationTimestamp: "%3$s"}
          involvedObject: {apiVersion: v1, kind: Pod, name: %1$s, namespace: %2$s}
          type: Normal
          reason: %4$s
          message: %5$s
          count: 1
          firstTimestamp: "%3$s"
          lastTimestamp: "%3$s"
          source: {component: %6$s}
        """
            .formatted(
                member.name(),
                member.namespace(),
                time,
                reason,
                message,
                reason.equals("Scheduled") ? "default-scheduler" : "kubelet",
                Integer.toHexString((reason + message + member.name()).hashCode())));
  }
}
