package dev.whichhop.model.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pod as far as it is known, from its object or from a row of {@code kubectl get pods}.
 *
 * @param ip empty when the row had no such column
 * @param node empty when the row had no such column
 * @param status the STATUS column or the phase, for example {@code Running}, {@code OOMKilled}
 * @param readyContainers containers that are ready; -1 when unknown
 * @param containers containers in all; -1 when unknown
 * @param restarts restarts over all containers; -1 when unknown
 * @param object the whole object where the evidence has it
 */
public record Pod(
    String namespace,
    String name,
    String ip,
    String node,
    String status,
    int readyContainers,
    int containers,
    int restarts,
    @Nullable Instant created,
    @Nullable KubernetesObject object,
    Evidence evidence) {

  /** Ready in the sense of the READY column: all containers ready and at least one of them. */
  public boolean ready() {
    return containers > 0 && readyContainers == containers;
  }
}
