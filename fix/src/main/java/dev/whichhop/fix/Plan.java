package dev.whichhop.fix;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What could be changed on a server, and what could not.
 *
 * @param server address of the API server; a plan is applied to no other
 */
public record Plan(
    String apiVersion,
    String kind,
    String server,
    List<PlannedChange> changes,
    List<Unplanned> unplanned) {
  static final String API_VERSION = "whichhop.dev/v1";
  static final String KIND = "FixPlan";

  public Plan {
    Objects.requireNonNull(apiVersion);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(server);
    changes = List.copyOf(changes);
    unplanned = List.copyOf(unplanned);
  }

  Plan(String server, List<PlannedChange> changes, List<Unplanned> unplanned) {
    this(API_VERSION, KIND, server, changes, unplanned);
  }

  /** The change with this number. */
  public Optional<PlannedChange> change(int number) {
    return changes.stream().filter(one -> one.number() == number).findFirst();
  }

  /** The most harmless one of the most probable cause that nobody would revert. */
  public Optional<PlannedChange> first() {
    return changes.stream()
        .filter(one -> one.caretakers().isEmpty())
        .findFirst()
        .or(() -> changes.stream().findFirst());
  }
}
