package dev.whichhop.diagnosis.ladder;

import dev.whichhop.knowledge.Timer;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.ladder.Ladder;
import dev.whichhop.model.ladder.Moment;
import dev.whichhop.model.ladder.Order;
import dev.whichhop.model.ladder.Order.State;
import dev.whichhop.model.ladder.Origin;
import dev.whichhop.model.ladder.Rung;
import dev.whichhop.model.ladder.TimerValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the rungs of one ladder and compares them. */
final class LadderBuilder {
  /** Places shown for one timer; the others have values between those. */
  private static final int READINGS = 6;

  private final Map<String, Timer> timers;
  private final Versions versions;
  private final List<Rung> rungs = new ArrayList<>();
  private final List<Order> orders = new ArrayList<>();

  private int shared;

  LadderBuilder(Map<String, Timer> timers, Versions versions) {
    this.timers = timers;
    this.versions = versions;
  }

  /**
   * How a wrong order goes wrong. The first timer is shown as {@code first}, {@link Duration#ZERO}
   * when it never ends.
   */
  interface CounterExample {
    List<Moment> of(Duration first, Duration then);
  }

  /** What was added until here is the same for every service. */
  void sharedUntilHere() {
    shared = rungs.size();
  }

  boolean empty() {
    return rungs.isEmpty();
  }

  /** The evidence says something about this service that no default says. */
  boolean telling() {
    return rungs.stream()
        .skip(shared)
        .map(Rung::origin)
        .anyMatch(one -> one instanceof Origin.Configured || one instanceof Origin.Measured);
  }

  /** A rung for each reading; without one the default, or unknown. */
  List<Rung> add(String timer, List<Reading> readings, boolean looked) {
    return add(timer, timer(timer).hop(), readings, looked);
  }

  /**
   * The same at another hop than the usual one.
   *
   * @param looked the evidence has the place where the timer would be set
   */
  List<Rung> add(String timer, Hop hop, List<Reading> readings, boolean looked) {
    List<Rung> added = new ArrayList<>();
    readings.stream()
        .distinct()
        .limit(READINGS)
        .forEach(one -> added.add(new Rung(timer, hop, one.where(), one.value(), one.origin())));
    if (added.isEmpty()) {
      added.add(otherwise(timer(timer), hop, looked));
    }
    rungs.addAll(added);
    return added;
  }

  private Timer timer(String id) {
    Timer timer = timers.get(id);
    if (timer == null) {
      throw new IllegalArgumentException("no timer " + id + " in the catalogue");
    }
    return timer;
  }

  private Rung otherwise(Timer timer, Hop hop, boolean looked) {
    Timer.Default chosen = null;
    boolean exact = false;
    boolean several = false;
    for (Timer.Default one : timer.defaults()) {
      String version = versions.of(one.product());
      boolean holds = one.from().isEmpty() || !version.isEmpty() && one.holdsFor(version);
      if (chosen == null || holds && !exact) {
        several |= chosen != null && !holds && !chosen.value().equals(one.value());
        chosen = one;
        exact = holds;
      } else if (!exact && !chosen.value().equals(one.value())) {
        several = true;
      }
    }
    if (chosen == null || several && !exact) {
      return new Rung(
          timer.id(), hop, "", new TimerValue.Unknown(), new Origin.Unseen(timer.artefact()));
    }
    boolean outside = !exact && !versions.of(chosen.product()).isEmpty();
    return new Rung(
        timer.id(),
        hop,
        "",
        chosen.value(),
        new Origin.Default(
            chosen.product(),
            chosen.versions(),
            chosen.source(),
            !looked || outside,
            timer.artefact()));
  }

  /**
   * Compares each of {@code first} with each of {@code then}; the worst pair is the answer.
   *
   * @param guards timers that make the order harmless when one of them ends before {@code then}
   */
  void order(
      String rule,
      List<Rung> first,
      List<Rung> then,
      List<Rung> guards,
      CounterExample counterExample) {
    Order worst = null;
    for (Rung one : first) {
      for (Rung other : then) {
        Order order = compare(rule, one, other, guards, counterExample);
        if (worst == null || severity(order) > severity(worst)) {
          worst = order;
        }
      }
    }
    if (worst != null) {
      orders.add(worst);
    }
  }

  void order(String rule, List<Rung> first, List<Rung> then, CounterExample counterExample) {
    order(rule, first, then, List.of(), counterExample);
  }

  /** The same where equal is as good as shorter. */
  void orderOrEqual(String rule, List<Rung> first, List<Rung> then, CounterExample counterExample) {
    int before = orders.size();
    order(rule, first, then, counterExample);
    if (orders.size() > before && orders.getLast().state() == State.TIE) {
      Order tie = orders.removeLast();
      orders.add(new Order(rule, State.HOLDS, tie.assumed(), tie.rungs(), List.of()));
    }
  }

  private Order compare(
      String rule, Rung first, Rung then, List<Rung> guards, CounterExample counterExample) {
    State state = state(first, then);
    boolean guarded =
        guards.stream()
            .anyMatch(guard -> guard.value() instanceof TimerValue.Lasts && shorter(guard, then));
    if (guarded && state != State.UNKNOWN) {
      state = State.HOLDS;
    }
    boolean bad = state == State.WRONG || state == State.TIE;
    return new Order(
        rule,
        state,
        state != State.UNKNOWN && (first.origin().assumed() || then.origin().assumed()),
        List.of(rungs.indexOf(first), rungs.indexOf(then)),
        bad
            ? counterExample.of(
                first.value().duration().orElse(Duration.ZERO),
                then.value().duration().orElseThrow())
            : List.of());
  }

  private static State state(Rung first, Rung then) {
    if (!first.value().known() || !then.value().known()) {
      return State.UNKNOWN;
    }
    if (then.value() instanceof TimerValue.Never) {
      return State.HOLDS;
    }
    Optional<Duration> a = first.value().duration();
    Duration b = then.value().duration().orElseThrow();
    if (a.isEmpty()) {
      return State.WRONG;
    }
    int compared = a.get().compareTo(b);
    boolean lowerBound = first.origin() instanceof Origin.Measured one && one.atLeast();
    if (compared < 0) {
      return lowerBound ? State.UNKNOWN : State.HOLDS;
    }
    return compared == 0 ? State.TIE : State.WRONG;
  }

  private static boolean shorter(Rung guard, Rung then) {
    Duration end = then.value().duration().orElse(Duration.ZERO);
    return guard.value().duration().map(value -> value.compareTo(end) < 0).orElse(false);
  }

  private static int severity(Order order) {
    int state =
        switch (order.state()) {
          case WRONG -> 6;
          case TIE -> 4;
          case UNKNOWN -> 2;
          case HOLDS -> 0;
        };
    return order.assumed() ? state : state + 1;
  }

  /** A moment; {@code name} is the key below {@code ladder.moment.}. */
  static Moment moment(Duration at, Hop hop, String name, Object... namesAndValues) {
    return new Moment(at, hop, Phrase.of("ladder.moment." + name, namesAndValues));
  }

  Ladder build(Ladder.Kind kind, String subject, boolean onFailingLeg) {
    return new Ladder(kind, subject, onFailingLeg, rungs, orders, List.of());
  }
}
