package dev.whichhop.evidence.aws;

import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Coverage;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of the targets of a load balancer as it was asked for once, or again and again by a
 * loop that printed the time with it.
 *
 * <p>Into the bundle go the targets of the last answer, and of a loop each change that was seen
 * ({@code TargetHealthChanges}: {@code Time}, {@code Target}, {@code From}, {@code To}, {@code
 * Answer}). A target that is not in an answer has no state: {@code From} or {@code To} is missing.
 */
final class TargetPolls {
  private static final String TARGETS = "TargetHealthDescriptions";

  /**
   * @param whole the target as it goes into the bundle
   */
  private record Seen(TargetRow row, Place place, Node whole) {}

  /** Rows of one answer, each with a time of its own, are printed within this. */
  private static final Duration ONE_ANSWER = Duration.ofSeconds(2);

  /**
   * @param time null when nothing tells
   */
  private record Poll(@Nullable Instant time, Map<String, Seen> targets) {
    boolean takes(@Nullable Instant when, String target) {
      return time == null || when == null
          ? time == when
          : time.equals(when)
              || (Duration.between(time, when).abs().compareTo(ONE_ANSWER) < 0
                  && !targets.containsKey(target));
    }
  }

  private final List<Poll> polls = new ArrayList<>();
  private final List<Poll> told = new ArrayList<>();

  /**
   * @param time of the answer; null when nothing tells
   */
  void add(@Nullable Instant time, TargetRow row, Place place) {
    add(time, new Seen(row, place, target(row, place)));
  }

  /**
   * @param time of the answer; null when nothing tells
   * @param target as it stands in the CLI's JSON
   */
  void add(@Nullable Instant time, Node target) {
    Node health = target.get("TargetHealth");
    TargetRow row =
        new TargetRow(
            target.at("Target", "Id").textOrEmpty(),
            target.at("Target", "Port").textOrEmpty(),
            "",
            health.get("State").textOrEmpty(),
            health.get("Reason").textOrEmpty(),
            "");
    add(time, new Seen(row, target.place(), target));
  }

  private void add(@Nullable Instant time, Seen seen) {
    TargetRow row = seen.row();
    String target = row.id() + ":" + row.port();
    if (!row.from().isEmpty()) {
      told.add(new Poll(time, Map.of(target, seen)));
      return;
    }
    if (polls.isEmpty() || !polls.getLast().takes(time, target)) {
      polls.add(new Poll(time, new LinkedHashMap<>()));
    }
    polls.getLast().targets.put(target, seen);
  }

  boolean isEmpty() {
    return polls.isEmpty() && told.isEmpty();
  }

  void into(BundleBuilder into, String file) {
    if (isEmpty()) {
      return;
    }
    into.add(Coverage.of(file, TARGETS));
    Map<String, Seen> last = new LinkedHashMap<>();
    told.forEach(one -> last.putAll(one.targets));
    if (!polls.isEmpty()) {
      last.putAll(polls.getLast().targets);
    }
    last.values().forEach(seen -> into.addAws(TARGETS, seen.whole()));
    for (Poll one : told) {
      one.targets
          .values()
          .forEach(seen -> change(one.time, seen, seen.row().from(), seen.row().state(), into));
    }
    for (int i = 1; i < polls.size(); i++) {
      changes(polls.get(i - 1).targets, polls.get(i), into);
    }
  }

  private static Node target(TargetRow row, Place place) {
    Node health =
        Nodes.mapping(
            place.below("TargetHealth", place.line()),
            "State",
            row.state(),
            "Reason",
            row.reason());
    return Nodes.mapping(place, "Target", id(row, place), "TargetHealth", health);
  }

  private static Node id(TargetRow row, Place place) {
    return Nodes.mapping(place.below("Target", place.line()), "Id", row.id(), "Port", row.port());
  }

  private static void changes(Map<String, Seen> before, Poll now, BundleBuilder into) {
    now.targets.forEach((id, seen) -> {
      Seen earlier = before.get(id);
      String from = earlier == null ? "" : earlier.row().state();
      if (!from.equals(seen.row().state())) {
        change(now.time, seen, from, seen.row().state(), into);
      }
    });
    before.forEach((id, seen) -> {
      if (!now.targets.containsKey(id)) {
        change(now.time, seen, seen.row().state(), "", into);
      }
    });
  }

  private static void change(
      @Nullable Instant time, Seen seen, String from, String to, BundleBuilder into) {
    if (time != null) {
      into.addAws(
          "TargetHealthChanges",
          Nodes.mapping(
              seen.place(),
              "Time",
              time,
              "Target",
              id(seen.row(), seen.place()),
              "From",
              from,
              "To",
              to,
              "Answer",
              seen.row().answer()));
    }
  }
}
