package dev.whichhop.diagnosis.remedy;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.ladder.Ladder;
import dev.whichhop.model.ladder.Origin;
import dev.whichhop.model.ladder.Rung;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The timers of the ladders, those of the failing leg first. */
final class Rungs {
  private final List<Ladder> ladders;

  Rungs(List<Ladder> ladders) {
    this.ladders =
        ladders.stream().sorted(Comparator.comparing(one -> !one.onFailingLeg())).toList();
  }

  /** A timer that lasts. */
  Optional<Rung> find(String timer) {
    return of(ladders, timer);
  }

  /** The same as the one of this workload's own end; none of another workload. */
  Optional<Rung> ofEnd(String timer, Optional<KubernetesObject> workload, String host) {
    return of(
        ladders.stream()
            .filter(one -> one.kind() == Ladder.Kind.SHUTDOWN)
            .filter(
                one -> workload.isEmpty() ? one.onFailingLeg() : isOf(one, workload.get(), host))
            .toList(),
        timer);
  }

  private static boolean isOf(Ladder ladder, KubernetesObject workload, String host) {
    List<String> subjects = Arrays.asList(ladder.subject().split(", ", -1));
    return subjects.contains(workload.name())
        || subjects.contains(workload.name() + "." + workload.namespace())
        || (!host.isEmpty() && subjects.contains(host))
        || ladder.rungs().stream().anyMatch(one -> one.where().equals(workload.reference()));
  }

  private static Optional<Rung> of(List<Ladder> ladders, String timer) {
    return ladders.stream()
        .flatMap(one -> one.rungs().stream())
        .filter(one -> one.timer().equals(timer))
        .filter(one -> one.value().duration().isPresent())
        .findFirst();
  }

  static Duration time(Rung rung) {
    return rung.value().duration().orElse(Duration.ZERO);
  }

  static List<Evidence> place(Rung rung) {
    return switch (rung.origin()) {
      case Origin.Configured configured -> List.of(configured.evidence());
      case Origin.Measured measured -> List.of(measured.evidence());
      case Origin.Default _, Origin.Unseen _ -> List.of();
    };
  }
}
