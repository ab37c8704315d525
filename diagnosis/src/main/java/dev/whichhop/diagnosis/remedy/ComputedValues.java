package dev.whichhop.diagnosis.remedy;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.diagnosis.view.Revisions.Revision;
import dev.whichhop.diagnosis.view.Seconds;
import dev.whichhop.model.diagnosis.ComputedValue;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.ladder.Ladder;
import dev.whichhop.model.ladder.Origin;
import dev.whichhop.model.ladder.Rung;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The closed vocabulary of values that remedies may name. Each says its formula with the numbers,
 * or, where the evidence does not have them, what to measure.
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
          "grace-time",
          "wait-answer",
          "pool-connections",
          "pool-requests",
          "pods-needed",
          "pods-most",
          "pod-capacity");

  /** A timer that must be below another one keeps a fifth of distance: clocks and the wire. */
  private static final double BELOW = 0.8;

  /**
   * What must outlast a measured longest one: half as much again, since the longest was not seen.
   */
  private static final double LONGEST = 1.5;

  /** Twice the mean: requests come in bursts, and Little's law speaks of the mean. */
  private static final double BURST = 2;

  /**
   * Knative's target: 70 % of the limit (knative facts 4, container-concurrency-target-percentage).
   */
  private static final double TARGET = 0.7;

  /** Keepalive that may be lost twice before the connection is forgotten. */
  private static final int KEEPALIVES = 3;

  /** An NLB's time-out is at most 6000 s (aws facts 5.2). */
  private static final long LISTENER_MOST = 6000;

  private final CaseFile file;
  private final List<Ladder> ladders;
  private final String host;

  ComputedValues(CaseFile file, List<Ladder> ladders, String host) {
    this.file = file;
    // Those of the failing service first.
    this.ladders =
        ladders.stream().sorted(Comparator.comparing(one -> !one.onFailingLeg())).toList();
    this.host = host;
  }

  ComputedValue of(String name) {
    Optional<ComputedValue> found =
        switch (name) {
          case "idle-below" -> idleBelow();
          case "keep-alive-above" -> keepAliveAbove();
          case "keepalive-before" -> keepaliveBefore();
          case "listener-idle-above" -> listenerIdleAbove();
          case "drain-time" -> drain();
          case "grace-time" -> grace();
          case "wait-answer" -> waitAnswer();
          case "pool-connections", "pool-requests" -> pool(name);
          case "pods-needed" -> pods(name, 1);
          case "pods-most" -> pods(name, BURST);
          case "pod-capacity" -> podCapacity();
          default -> throw new IllegalArgumentException("no computed value " + name);
        };
    return found.orElseGet(
        () -> new ComputedValue(name, "", Phrase.of("computed." + name + ".measure"), List.of()));
  }

  private static ComputedValue value(
      String name, String value, List<Evidence> inputs, Object... numbers) {
    return new ComputedValue(
        name, value, Phrase.of("computed." + name + ".formula", numbers), inputs);
  }

  /** The pool lets go before the one who closes. */
  private Optional<ComputedValue> idleBelow() {
    return rung("app-keep-alive")
        .or(() -> rung("sidecar-downstream-idle"))
        .filter(one -> time(one).toSeconds() >= 2)
        .map(one -> {
          long seconds = Math.max(1, (long) (time(one).toSeconds() * BELOW));
          return value("idle-below", seconds + "s", place(one), "closes", Seconds.of(time(one)));
        });
  }

  /** The server keeps connections longer than whoever calls it. */
  private Optional<ComputedValue> keepAliveAbove() {
    return rung("queue-proxy-pool-idle")
        .or(() -> rung("inbound-pool-idle"))
        .or(() -> rung("alb-idle"))
        .or(() -> rung("outbound-pool-idle"))
        .map(one ->
            value(
                "keep-alive-above",
                time(one).plusSeconds(5).toSeconds() + " s",
                place(one),
                "keeps",
                Seconds.of(time(one))));
  }

  private Optional<ComputedValue> keepaliveBefore() {
    return rung("nlb-idle")
        .map(one ->
            value(
                "keepalive-before",
                "" + time(one).toSeconds() / KEEPALIVES,
                place(one),
                "forgets",
                Seconds.of(time(one))));
  }

  /** Above the longest silence that was seen, where the NLB can have that. */
  private Optional<ComputedValue> listenerIdleAbove() {
    return rung("client-pool-idle")
        .filter(one -> time(one).toSeconds() * LONGEST <= LISTENER_MOST)
        .map(one ->
            value(
                "listener-idle-above",
                "" + (long) Math.ceil(time(one).toSeconds() * LONGEST),
                place(one),
                "silence",
                Seconds.of(time(one))));
  }

  private Optional<ComputedValue> drain() {
    return rung("longest-request")
        .map(one ->
            value(
                "drain-time",
                drainSeconds(one) + "s",
                place(one),
                "longest",
                Seconds.of(time(one))));
  }

  private static long drainSeconds(Rung longest) {
    long seconds = (long) Math.ceil(time(longest).toMillis() / 1000.0 * LONGEST);
    return Math.max(5, (seconds + 4) / 5 * 5);
  }

  /** What waits first, then the drain, then a little. */
  private Optional<ComputedValue> grace() {
    Optional<Rung> longest = rung("longest-request");
    long stop = rung("application-pre-stop").map(one -> time(one).toSeconds()).orElse(0L);
    return longest.map(one -> {
      long drain = drainSeconds(one);
      List<Evidence> inputs = new ArrayList<>(place(one));
      rung("application-pre-stop").ifPresent(wait -> inputs.addAll(place(wait)));
      return value(
          "grace-time",
          "" + (stop + drain + 5),
          inputs,
          "wait",
          stop + " s",
          "drain",
          drain + " s");
    });
  }

  /** The longest good answer, and half as much again. */
  private Optional<ComputedValue> waitAnswer() {
    return rung("longest-request")
        .map(one ->
            value(
                "wait-answer",
                "" + (long) Math.ceil(time(one).toMillis() / 1000.0 * LONGEST),
                place(one),
                "longest",
                Seconds.of(time(one))));
  }

  private Optional<ComputedValue> pool(String name) {
    return host.isEmpty()
        ? Optional.empty()
        : Load.ofOneCaller(file, host)
            .map(load ->
                value(
                    name,
                    "" + (long) Math.max(2, Math.ceil(load.concurrency() * BURST)),
                    List.of(load.first(), load.last()),
                    numbers(load)));
  }

  private Optional<ComputedValue> pods(String name, double burst) {
    for (Revision revision : Revisions.failing(file)) {
      long limit = revision.concurrency().whole().orElse(0);
      Optional<Load> load = limit > 0 ? Load.ofRevision(file, revision) : Optional.empty();
      if (load.isPresent()) {
        double concurrency = load.get().concurrency() * burst;
        long pods = (long) Math.max(1, Math.ceil(concurrency / (limit * TARGET)));
        Object[] numbers =
            Stream.concat(
                    Stream.of(numbers(load.get())),
                    Stream.of("limit", limit, "target", Math.round(TARGET * 100) + " %"))
                .toArray();
        return Optional.of(
            value(
                name,
                "" + pods,
                List.of(revision.concurrency().evidence(), load.get().first(), load.get().last()),
                numbers));
      }
    }
    return Optional.empty();
  }

  private Optional<ComputedValue> podCapacity() {
    return Revisions.failing(file).stream()
        .flatMap(revision ->
            PodCapacity.ofRevision(file, revision)
                .filter(one -> isNotTheLimit(one, revision))
                .stream())
        .findFirst()
        .map(one ->
            value(
                "pod-capacity",
                "" + one.requests(),
                List.of(one.example()),
                "capacity",
                one.requests(),
                "alone",
                decimal(one.alone()),
                "beyond",
                decimal(one.beyond())));
  }

  /** Beyond the limit that is set requests take longer because they wait for a slot. */
  private static boolean isNotTheLimit(PodCapacity capacity, Revision revision) {
    long limit = revision.concurrency().whole().orElse(0);
    return limit == 0 || capacity.requests() < limit;
  }

  private static String decimal(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }

  private static Object[] numbers(Load load) {
    return new Object[] {
      "rate", String.format(Locale.ROOT, "%.1f", load.rate()),
      "latency", decimal(load.latency()),
      "concurrency", String.format(Locale.ROOT, "%.1f", load.concurrency()),
      "requests", load.requests()
    };
  }

  /** A value that lasts and that does not rest on a default which nothing confirms. */
  private Optional<Rung> rung(String timer) {
    return ladders.stream()
        .flatMap(one -> one.rungs().stream())
        .filter(one -> one.timer().equals(timer))
        .filter(one -> one.value().duration().isPresent())
        .findFirst();
  }

  private static Duration time(Rung rung) {
    return rung.value().duration().orElse(Duration.ZERO);
  }

  private static List<Evidence> place(Rung rung) {
    return switch (rung.origin()) {
      case Origin.Configured configured -> List.of(configured.evidence());
      case Origin.Measured measured -> List.of(measured.evidence());
      case Origin.Default _, Origin.Unseen _ -> List.of();
    };
  }
}
