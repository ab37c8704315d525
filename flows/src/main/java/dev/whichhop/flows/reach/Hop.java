package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.Decision;
import dev.whichhop.model.evidence.Evidence;
import java.util.List;
import java.util.Map;

/**
 * One thing on the way and what it does.
 *
 * @param component id of the thing; several with commas between
 * @param values for the sentence of the reason
 * @param decisions of a filter, what it decides about each part of the traffic; else none
 * @param evidence the rules or routes that decide
 * @param commands of the AWS CLI: of a refusal the smallest change, of blindness what to read
 */
public record Hop(
    Way way,
    HopKind kind,
    String component,
    Reason reason,
    Map<String, String> values,
    List<Decision> decisions,
    List<Evidence> evidence,
    List<String> commands) {

  /** A hop that is no filter. */
  static Hop of(
      Way way,
      HopKind kind,
      String component,
      Reason reason,
      Map<String, String> values,
      List<Evidence> evidence,
      String... commands) {
    return new Hop(way, kind, component, reason, values, List.of(), evidence, List.of(commands));
  }

  public Outcome outcome() {
    return reason.outcome();
  }

  /** True when it stops all or some of the traffic. */
  public boolean stops() {
    return outcome() == Outcome.REFUSED || outcome() == Outcome.PARTLY;
  }

  /** True when where packets go behind it, and with which source, cannot be told. */
  boolean losesSight() {
    return outcome() == Outcome.BLIND && kind.routes();
  }

  Hop withoutCommands() {
    return new Hop(way, kind, component, reason, values, decisions, evidence, List.of());
  }

  /** The same with what is to be done about more than was seen. */
  Hop withCommandsOf(Hop other) {
    return new Hop(way, kind, component, reason, values, decisions, evidence, other.commands);
  }
}
