package dev.whichhop.evidence.document;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Event objects of every API version: core {@code v1} has {@code involvedObject}, {@code message}
 * and {@code lastTimestamp}; {@code events.k8s.io} has {@code regarding}, {@code note} and keeps
 * the old fields as {@code deprecated…}; a series has its own count and time.
 */
final class EventFacts {
  private EventFacts() {}

  static KubernetesEvent of(KubernetesObject event) {
    Node root = event.root();
    Node about = root.any("involvedObject", "regarding");
    String message = root.any("message", "note").textOrEmpty();
    String reason = root.get("reason").textOrEmpty();
    String kind = about.get("kind").textOrEmpty().toLowerCase(Locale.ROOT);
    String name = about.get("name").textOrEmpty();
    String namespace = about.get("namespace").text().orElse(event.namespace());
    return new KubernetesEvent(
        namespace,
        root.get("type").textOrEmpty(),
        reason,
        kind,
        name,
        message,
        last(root).orElse(null),
        null,
        count(root),
        new Evidence(root.place(), reason + " " + kind + "/" + name + ": " + message));
  }

  private static int count(Node root) {
    Node series = root.at("series", "count");
    Node count = series.exists() ? series : root.any("count", "deprecatedCount");
    return Math.clamp(count.whole().orElse(1), 1, Integer.MAX_VALUE);
  }

  private static Optional<Instant> last(Node root) {
    return KubernetesObject.instant(root.at("series", "lastObservedTime"))
        .or(() -> KubernetesObject.instant(root.any("lastTimestamp", "deprecatedLastTimestamp")))
        .or(() -> KubernetesObject.instant(root.get("eventTime")))
        .or(() -> KubernetesObject.instant(root.any("firstTimestamp", "deprecatedFirstTimestamp")))
        .or(() -> KubernetesObject.instant(root.at("metadata", "creationTimestamp")));
  }
}
