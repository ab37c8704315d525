package dev.whichhop.diagnosis.ladder;

import dev.whichhop.model.ladder.Ladder;
import dev.whichhop.model.ladder.TimerValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ladders of services with the same values are one; of many different ones the worst are kept. */
final class EqualLadders {
  /** Of one kind. */
  private static final int MOST = 8;

  private static final int NAMES = 6;

  private EqualLadders() {}

  private record Value(String timer, TimerValue value, Class<?> origin) {}

  private record Key(Ladder.Kind kind, boolean failing, List<Value> values) {}

  /** A ladder, and whether the evidence tells something about its service in particular. */
  record Built(Ladder ladder, boolean telling) {}

  static List<Ladder> together(List<Built> all) {
    List<Ladder> kept = new ArrayList<>();
    for (Ladder.Kind kind : Ladder.Kind.values()) {
      List<Built> ofKind = all.stream().filter(one -> one.ladder.kind() == kind).toList();
      // Where nothing was set and nothing failed there is nothing to say but once.
      List<Built> telling =
          ofKind.stream().filter(one -> one.ladder.onFailingLeg() || one.telling).toList();
      List<Built> worth = telling.isEmpty() ? ofKind.stream().limit(1).toList() : telling;
      merged(worth.stream().map(Built::ladder).toList()).stream()
          .sorted(
              Comparator.comparing((Ladder one) -> !one.onFailingLeg())
                  .thenComparing(one -> !one.wrong()))
          .limit(MOST)
          .forEach(kept::add);
    }
    return List.copyOf(kept);
  }

  private static List<Ladder> merged(List<Ladder> all) {
    Map<Key, List<Ladder>> equal = new LinkedHashMap<>();
    for (Ladder one : all) {
      equal.computeIfAbsent(key(one), _ -> new ArrayList<>()).add(one);
    }
    return equal.values().stream().map(EqualLadders::one).toList();
  }

  private static Key key(Ladder ladder) {
    return new Key(
        ladder.kind(),
        ladder.onFailingLeg(),
        ladder.rungs().stream()
            .map(one -> new Value(one.timer(), one.value(), one.origin().getClass()))
            .toList());
  }

  private static Ladder one(List<Ladder> same) {
    Ladder first = same.getFirst();
    List<String> names = same.stream().map(Ladder::subject).toList();
    String subject = String.join(", ", names.stream().limit(NAMES).toList());
    return new Ladder(
        first.kind(),
        names.size() > NAMES ? subject + ", +" + (names.size() - NAMES) : subject,
        first.onFailingLeg(),
        first.rungs(),
        first.orders(),
        first.withoutEffect());
  }
}
