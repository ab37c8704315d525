package dev.whichhop.diagnosis.remedy;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.view.Seconds;
import dev.whichhop.model.diagnosis.ComputedValue;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.ladder.Ladder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The closed vocabulary of values that remedies may name. Each says its formula with the numbers,
 * or, where the evidence does not have them, what to measure.
 *
 * <p>A value that is not beyond what is in force would make worse what the remedy promises to mend,
 * or change nothing: then the evidence does not have what it takes, and the answer says so.
 */
final class ComputedValues {
  /** All names; a remedy's text has them as placeholders. */
  static final Set<String> NAMES =
      Set.of(
          "idle-below",
          "keep-alive-above",
          "keepalive-before",
          "listener-idle-above",
          "drain-time",
          "stop-wait",
          "grace-time",
          "grace-after-wait",
          "target-wait",
          "grace-after-target-wait",
          "route-answer",
          "revision-answer",
          "pool-connections",
          "pool-requests",
          "pods-needed",
          "pods-most",
          "pod-capacity");

  /** Those that are to lie below what is in force; all others above. */
  private static final Set<String> LOWERED = Set.of("idle-below", "keepalive-before");

  static final String CONNECTIONS = "spec.trafficPolicy.connectionPool.tcp.maxConnections";

  private static final String PENDING =
      "spec.trafficPolicy.connectionPool.http.http1MaxPendingRequests";

  private static final String REQUESTS = "spec.trafficPolicy.connectionPool.http.http2MaxRequests";

  private static final String MIN_SCALE =
      "spec.template.metadata.annotations[autoscaling.knative.dev/min-scale]";

  private static final String MAX_SCALE =
      "spec.template.metadata.annotations[autoscaling.knative.dev/max-scale]";

  /** A timer that must be below another one keeps a fifth of distance: clocks and the wire. */
  private static final double BELOW = 0.8;

  /**
   * What must outlast a measured longest one: half as much again, since the longest was not seen.
   */
  private static final double LONGEST = 1.5;

  /** Keepalive that may be lost twice before the connection is forgotten. */
  private static final int KEEPALIVES = 3;

  /** An NLB's time-out is at most 6000 s (aws facts 5.2). */
  private static final long LISTENER_MOST = 6000;

  private final Rungs rungs;
  private final StopValues stop;
  private final LoadValues load;

  ComputedValues(CaseFile file, List<Ladder> ladders, String host) {
    this.rungs = new Rungs(ladders);
    this.stop = new StopValues(file, rungs, host);
    this.load = new LoadValues(file, host);
  }

  /** For a remedy that changes this object. */
  ComputedValue of(String name, Optional<KubernetesObject> object) {
    Optional<ComputedValue> found =
        switch (name) {
          case "idle-below" -> idleBelow();
          case "keep-alive-above" -> keepAliveAbove();
          case "keepalive-before" -> keepaliveBefore();
          case "listener-idle-above" -> listenerIdleAbove();
          case "drain-time" -> stop.drain(object);
          case "stop-wait" -> stop.waitBeforeStop(object);
          case "grace-time" -> stop.grace(object);
          case "grace-after-wait" -> stop.graceAfterWait(object);
          case "target-wait" -> stop.targetWait(object);
          case "grace-after-target-wait" -> stop.graceAfterTargetWait(object);
          case "route-answer", "revision-answer" -> answer(name);
          case "pool-connections", "pool-requests" -> load.pool(name, object);
          case "pods-needed" -> load.podsNeeded();
          case "pods-most" -> load.podsMost();
          case "pod-capacity" -> load.podCapacity();
          default -> throw new IllegalArgumentException("no computed value " + name);
        };
    return found
        .map(value -> beyond(value, object))
        .orElseGet(() ->
            new ComputedValue(name, "", Phrase.of("computed." + name + ".measure"), List.of()));
  }

  /** True when the remedy would give nothing that is not there already. */
  boolean isInForce(String name, Optional<KubernetesObject> object) {
    return switch (name) {
      case "drain-time" -> stop.drainSuffices(object);
      // Without a bound now the number of pods is not what is missing, and this would set one.
      case "pods-most" -> object.isPresent() && InForce.field(object, MAX_SCALE).isEmpty();
      default -> false;
    };
  }

  static ComputedValue value(String name, String value, List<Evidence> inputs, Object... numbers) {
    return new ComputedValue(
        name, value, Phrase.of("computed." + name + ".formula", numbers), inputs);
  }

  /** The value, or, where it does not go beyond what is in force, that it does not. */
  private ComputedValue beyond(ComputedValue value, Optional<KubernetesObject> object) {
    Optional<InForce> now = inForce(value.name(), object);
    if (now.isEmpty()) {
      return value;
    }
    double proposed = number(value.value());
    boolean better =
        LOWERED.contains(value.name())
            ? proposed < now.get().number()
            : proposed > now.get().number();
    if (better) {
      return value;
    }
    List<Evidence> inputs = new ArrayList<>(now.get().evidence());
    inputs.addAll(value.inputs());
    return new ComputedValue(
        value.name(),
        "",
        Phrase.of("computed.not-beyond", "computed", value.value(), "now", now.get().text()),
        inputs);
  }

  /** What the value is to be beyond of; the times of a stop look to that themselves. */
  private Optional<InForce> inForce(String name, Optional<KubernetesObject> object) {
    return switch (name) {
      case "idle-below" -> timer("outbound-pool-idle");
      case "keep-alive-above" -> timer("app-keep-alive");
      case "keepalive-before" -> timer("gateway-keepalive");
      case "listener-idle-above" -> timer("nlb-idle");
      case "route-answer" -> timer("route-timeout");
      case "revision-answer" -> timer("revision-timeout");
      case "pool-connections" -> InForce.field(object, CONNECTIONS);
      case "pool-requests" ->
          Stream.of(PENDING, REQUESTS)
              .flatMap(path -> InForce.field(object, path).stream())
              .max(Comparator.comparingDouble(InForce::number));
      case "pods-needed" -> InForce.field(object, MIN_SCALE);
      case "pods-most" -> InForce.field(object, MAX_SCALE);
      default -> Optional.empty();
    };
  }

  private Optional<InForce> timer(String timer) {
    return rungs
        .find(timer)
        .map(one -> new InForce(Rungs.time(one).toMillis() / 1000.0, Rungs.place(one)));
  }

  /** {@code 12s}, {@code 20 s}, {@code 7}. */
  private static double number(String value) {
    return Double.parseDouble(value.replace("s", "").strip());
  }

  /** The pool lets go before the one who closes. */
  private Optional<ComputedValue> idleBelow() {
    return rungs
        .find("app-keep-alive")
        .or(() -> rungs.find("sidecar-downstream-idle"))
        .filter(one -> Rungs.time(one).toSeconds() >= 2)
        .map(one -> {
          long seconds = Math.max(1, (long) (Rungs.time(one).toSeconds() * BELOW));
          return value(
              "idle-below", seconds + "s", Rungs.place(one), "closes", Seconds.of(Rungs.time(one)));
        });
  }

  /** The server keeps connections longer than whoever calls it. */
  private Optional<ComputedValue> keepAliveAbove() {
    return rungs
        .find("queue-proxy-pool-idle")
        .or(() -> rungs.find("inbound-pool-idle"))
        .or(() -> rungs.find("alb-idle"))
        .or(() -> rungs.find("outbound-pool-idle"))
        .map(one ->
            value(
                "keep-alive-above",
                Rungs.time(one).plusSeconds(5).toSeconds() + " s",
                Rungs.place(one),
                "keeps",
                Seconds.of(Rungs.time(one))));
  }

  private Optional<ComputedValue> keepaliveBefore() {
    return rungs
        .find("nlb-idle")
        .map(one ->
            value(
                "keepalive-before",
                "" + Rungs.time(one).toSeconds() / KEEPALIVES,
                Rungs.place(one),
                "forgets",
                Seconds.of(Rungs.time(one))));
  }

  /** Above the longest silence that was seen, where the NLB can have that. */
  private Optional<ComputedValue> listenerIdleAbove() {
    return rungs
        .find("client-pool-idle")
        .filter(one -> Rungs.time(one).toSeconds() * LONGEST <= LISTENER_MOST)
        .map(one ->
            value(
                "listener-idle-above",
                "" + (long) Math.ceil(Rungs.time(one).toSeconds() * LONGEST),
                Rungs.place(one),
                "silence",
                Seconds.of(Rungs.time(one))));
  }

  /** The longest good answer, and half as much again. */
  private Optional<ComputedValue> answer(String name) {
    return rungs
        .find("longest-request")
        .map(one ->
            value(
                name,
                "" + (long) Math.ceil(Rungs.time(one).toMillis() / 1000.0 * LONGEST),
                Rungs.place(one),
                "longest",
                Seconds.of(Rungs.time(one))));
  }
}
