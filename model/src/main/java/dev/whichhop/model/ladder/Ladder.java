package dev.whichhop.model.ladder;

import java.util.List;

/**
 * All timers of one kind from the caller to the application, what is right and wrong in their
 * order, and the settings that look as if they belonged here and do nothing for the failing leg.
 *
 * @param subject services or workloads it holds for, {@code cart.shop, search.shop}; empty when the
 *     evidence knows of none in particular
 * @param onFailingLeg a timer of this ladder lies on the leg where the failures were seen
 * @param rungs in the order of the path
 * @param orders in the order of their rungs
 */
public record Ladder(
    Kind kind,
    String subject,
    boolean onFailingLeg,
    List<Rung> rungs,
    List<Order> orders,
    List<WithoutEffect> withoutEffect) {

  /** What the timers of a ladder measure. */
  public enum Kind {
    /** How long a connection may be idle before one side lets go of it. */
    IDLE,
    /** How long one side waits for an answer. */
    REQUEST,
    /** Drain, grace and deregistration when an instance ends. */
    SHUTDOWN,
    /** How fast an instance is found to be ill. */
    HEALTH,
    /** TCP keepalive against those in between that forget silent connections. */
    KEEPALIVE
  }

  public Ladder {
    rungs = List.copyOf(rungs);
    orders = List.copyOf(orders);
    withoutEffect = List.copyOf(withoutEffect);
  }

  /** The same ladder with settings that have no effect. */
  public Ladder with(List<WithoutEffect> settings) {
    return new Ladder(kind, subject, onFailingLeg, rungs, orders, settings);
  }

  /** True when two of its timers are in the wrong order. */
  public boolean wrong() {
    return orders.stream().anyMatch(one -> one.state() == Order.State.WRONG);
  }
}
