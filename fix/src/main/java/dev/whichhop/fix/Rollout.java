package dev.whichhop.fix;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;

/**
 * Waits until the pods of a workload are as its template says, and ready.
 *
 * <p>The conditions are those of {@code kubectl rollout status} (kubernetes/kubectl, {@code
 * pkg/polymorphichelpers/rollout_status.go}), and for Knative the condition Ready of the observed
 * generation (knative/specs, {@code specs/serving/overview.md}).
 */
final class Rollout {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ObjectAccess cluster;
  private final InstantSource clock;

  Rollout(ObjectAccess cluster, InstantSource clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  /**
   * @param said how far it was at the end
   */
  record Seen(boolean ready, String said) {}

  Seen await(ObjectAddress at, Duration patience) throws IOException {
    Instant until = clock.instant().plus(patience);
    while (true) {
      Seen seen = look(at);
      if (seen.ready || !clock.instant().isBefore(until)) {
        return seen;
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return seen;
      }
    }
  }

  /** A server that is silent for a while may answer again before the time is up. */
  private Seen look(ObjectAddress at) throws InterruptedIOException {
    try {
      ApiAnswer answer = cluster.get(at.path());
      return answer.good() ? seen(at.kind(), answer.body()) : new Seen(false, answer.reason());
    } catch (InterruptedIOException interrupted) {
      throw interrupted;
    } catch (IOException silent) {
      return new Seen(false, "" + silent.getMessage());
    }
  }

  static Seen seen(ChangeableKind kind, JsonNode object) {
    JsonNode status = object.path("status");
    long generation = object.path("metadata").path("generation").asLong(0);
    if (status.path("observedGeneration").asLong(-1) < generation) {
      return new Seen(false, "no controller has seen the change yet");
    }
    if (kind == ChangeableKind.KNATIVE_SERVICE) {
      for (JsonNode condition : status.path("conditions")) {
        if (condition.path("type").asString("").equals("Ready")) {
          return new Seen(
              condition.path("status").asString("").equals("True"),
              "Ready is "
                  + condition.path("status").asString("")
                  + " "
                  + condition.path("message").asString(""));
        }
      }
      return new Seen(false, "no condition Ready");
    }
    boolean daemon = kind == ChangeableKind.DAEMON_SET;
    int wanted =
        daemon
            ? status.path("desiredNumberScheduled").asInt(0)
            : object.path("spec").path("replicas").asInt(1);
    int updated = status.path(daemon ? "updatedNumberScheduled" : "updatedReplicas").asInt(0);
    int ready = status.path(daemon ? "numberAvailable" : readyField(kind)).asInt(0);
    int all = daemon ? wanted : status.path("replicas").asInt(0);
    return new Seen(
        updated >= wanted && ready >= wanted && all <= updated,
        updated
            + " of "
            + wanted
            + " pods new, "
            + ready
            + " ready, "
            + Math.max(0, all - updated)
            + " old");
  }

  private static String readyField(ChangeableKind kind) {
    return kind == ChangeableKind.STATEFUL_SET ? "readyReplicas" : "availableReplicas";
  }
}
