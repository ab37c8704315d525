package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.Optional;

/** The conditions in the status of a Kubernetes object. */
public final class Conditions {
  private Conditions() {}

  /** The condition of this type; empty when the object does not have it. */
  public static Optional<Node> of(KubernetesObject object, String type) {
    return object.status().get("conditions").items().stream()
        .filter(one -> one.get("type").textOrEmpty().equals(type))
        .findFirst();
  }

  /** The object says so itself: the condition is there and its status is something but True. */
  public static boolean fails(KubernetesObject object, String type) {
    return of(object, type).filter(one -> !one.get("status").isTrue()).isPresent();
  }

  public static String reason(Node condition) {
    return condition.get("reason").textOrEmpty();
  }

  /** The reason where there is one, else the status, as evidence. */
  public static Evidence evidence(Node condition) {
    Node reason = condition.get("reason");
    return reason.textOrEmpty().isEmpty() ? condition.get("status").evidence() : reason.evidence();
  }
}
