package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A target of a load balancer whose state was seen to change by somebody who asked again and again.
 *
 * @param time of the answer that first had the new state
 * @param id instance id or address
 * @param from empty when the target was not registered before
 * @param to empty when it is not registered any more
 */
public record TargetChange(Instant time, String id, String from, String to, Evidence evidence) {

  public static List<TargetChange> of(Bundle bundle) {
    List<TargetChange> changes = new ArrayList<>();
    for (Node change : bundle.aws("TargetHealthChanges")) {
      String id = change.at("Target", "Id").textOrEmpty();
      String from = change.get("From").textOrEmpty();
      String to = change.get("To").textOrEmpty();
      time(change.get("Time").textOrEmpty(), bundle)
          .ifPresent(time ->
              changes.add(new TargetChange(time, id, from, to, evidence(change, from, to))));
    }
    return changes;
  }

  /** The balancer stopped sending new connections to it: deregistered, or gone from the list. */
  public boolean leaves() {
    return to.isEmpty() || to.endsWith("draining");
  }

  /** Newly registered. */
  public boolean joins() {
    return from.isEmpty() || to.equals("initial");
  }

  /** The balancer found it not to answer. */
  public boolean fails() {
    return from.equals("healthy") && to.equals("unhealthy");
  }

  private static Evidence evidence(Node change, String from, String to) {
    return new Evidence(
        change.place(),
        "target "
            + change.at("Target", "Id").textOrEmpty()
            + ": "
            + (from.isEmpty() ? "absent" : from)
            + " → "
            + (to.isEmpty() ? "absent" : to));
  }

  /**
   * A time of day alone, which readers give as one of 1970-01-01, is on the day of the requests.
   */
  private static Optional<Instant> time(String text, Bundle bundle) {
    try {
      Instant time = Instant.parse(text);
      if (time.atOffset(ZoneOffset.UTC).toLocalDate().equals(LocalDate.EPOCH)) {
        return Shutdowns.day(bundle).map(day -> time.plusSeconds(day.toEpochDay() * 86_400));
      }
      return Optional.of(time);
    } catch (DateTimeParseException none) {
      return Optional.empty();
    }
  }
}
