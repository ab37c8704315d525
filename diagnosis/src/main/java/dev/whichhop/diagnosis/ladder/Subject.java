package dev.whichhop.diagnosis.ladder;

import dev.whichhop.diagnosis.view.Revisions.Revision;
import dev.whichhop.model.evidence.Pod;
import java.util.List;
import java.util.Optional;

/**
 * A service that requests are for, with what stands behind it.
 *
 * @param host {@code service.namespace}; empty when the evidence names no service
 * @param failing failures were for it
 * @param sidecar whether its pods have a mesh proxy; empty when unknown
 * @param revisions Knative's; empty for other services
 */
record Subject(
    String host,
    boolean failing,
    List<Pod> pods,
    Optional<Boolean> sidecar,
    List<Revision> revisions) {

  String namespace() {
    int dot = host.indexOf('.');
    return dot < 0 ? "" : host.substring(dot + 1);
  }

  String name() {
    int dot = host.indexOf('.');
    return dot < 0 ? host : host.substring(0, dot);
  }

  boolean knative() {
    return !revisions.isEmpty();
  }
}
