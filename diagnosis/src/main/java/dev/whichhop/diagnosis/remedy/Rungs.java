package dev.whichhop.diagnosis.remedy;

import dev.whichhop.diagnosis.view.ProxyContainers;
import dev.whichhop.model.Hop;
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

  /**
   * The same as the one of this workload's own end. A ladder that is named after the host is that
   * of the pods behind it, so it speaks for a workload of no other ladder, and never for a gateway.
   */
  Optional<Rung> ofEnd(String timer, Optional<KubernetesObject> workload, String host) {
    List<Ladder> ends = ladders.stream().filter(one -> one.kind() == Ladder.Kind.SHUTDOWN).toList();
    if (workload.isEmpty()) {
      return of(ends.stream().filter(Ladder::onFailingLeg).toList(), timer);
    }
    List<Ladder> own = ends.stream().filter(one -> isOf(one, workload.get())).toList();
    boolean behindHost =
        own.isEmpty()
            && !host.isEmpty()
            && ProxyContainers.hop(workload.get().name()) != Hop.GATEWAY;
    return of(
        behindHost ? ends.stream().filter(one -> subjects(one).contains(host)).toList() : own,
        timer);
  }

  private static boolean isOf(Ladder ladder, KubernetesObject workload) {
    return subjects(ladder).contains(workload.name())
        || subjects(ladder).contains(workload.name() + "." + workload.namespace())
        || ladder.rungs().stream().anyMatch(one -> one.where().equals(workload.reference()));
  }

  private static List<String> subjects(Ladder ladder) {
    return Arrays.asList(ladder.subject().split(", ", -1));
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
