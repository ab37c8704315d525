package dev.whichhop.diagnosis.ladder;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.view.TrafficPolicies;
import dev.whichhop.knowledge.Timer;
import dev.whichhop.model.diagnosis.RankedCause;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.ladder.Ladder;
import dev.whichhop.model.ladder.Ladder.Kind;
import dev.whichhop.model.ladder.Rung;
import dev.whichhop.model.ladder.WithoutEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All ladders of a bundle. */
public final class Ladders {
  /** Causes about instances that end or are taken out of service. */
  private static final Set<String> OF_ENDINGS =
      Set.of(
          "graceful-termination-too-short",
          "lb-deregistration-vs-pod-termination",
          "nlb-targets-initial-or-draining",
          "queue-proxy-stuck-draining",
          "stale-endpoints-config-lag",
          "outlier-ejection");

  private final Map<String, Timer> timers;

  public Ladders(Map<String, Timer> timers) {
    this.timers = Map.copyOf(timers);
  }

  /**
   * Ladders of each kind, the failing services first, those with equal values as one.
   *
   * @param causes of the verdict, to know the failing leg; empty without one
   */
  public List<Ladder> of(CaseFile file, List<RankedCause> causes) {
    FailingLeg leg = FailingLeg.of(file, causes);
    Map<Kind, List<WithoutEffect>> idle = SettingsWithoutEffect.of(file.bundle(), leg);
    return withSettings(EqualLadders.together(new Building(file, leg, causes).all()), idle);
  }

  private static List<Ladder> withSettings(
      List<Ladder> ladders, Map<Kind, List<WithoutEffect>> settings) {
    List<Ladder> complete = new ArrayList<>();
    Kind before = null;
    for (Ladder one : ladders) {
      // They are about the leg, not about one service: told once, with the first of the kind.
      boolean first = one.kind() != before;
      complete.add(first ? one.with(settings.getOrDefault(one.kind(), List.of())) : one);
      before = one.kind();
    }
    return List.copyOf(complete);
  }

  /** One run over the services of a bundle. */
  private final class Building {
    private final FailingLeg leg;

    /** The verdict is about an instance that ended; else its timers explain nothing. */
    private final boolean ending;

    private final Versions versions;
    private final Surroundings around;
    private final List<Subject> subjects;
    private final Workloads workloads;
    private final IdleReadings idle;
    private final KeepaliveReadings keepalive;
    private final RequestReadings requests;
    private final ShutdownReadings shutdown;
    private final ShutdownLadder pods;
    private final HealthLadder health;
    private final List<EqualLadders.Built> built = new ArrayList<>();

    Building(CaseFile file, FailingLeg leg, List<RankedCause> causes) {
      Bundle bundle = file.bundle();
      this.leg = leg;
      this.ending = !causes.isEmpty() && OF_ENDINGS.contains(causes.getFirst().id());
      this.versions = Versions.of(bundle);
      this.around = Surroundings.of(bundle);
      this.subjects = Subjects.of(file);
      this.workloads = Workloads.of(bundle);
      this.idle = new IdleReadings(file);
      this.keepalive = new KeepaliveReadings(bundle);
      this.requests = new RequestReadings(file);
      this.shutdown = new ShutdownReadings(bundle);
      this.pods = new ShutdownLadder(shutdown, LongestRequests.of(bundle));
      this.health = new HealthLadder(TrafficPolicies.of(bundle), shutdown);
    }

    List<EqualLadders.Built> all() {
      List<Rung> alive = keepaliveOfClientLeg();
      for (Subject subject : subjects) {
        boolean failing = subject.failing() && leg.known();
        boolean only = subjects.size() == 1;
        LadderBuilder one = builder();
        new IdleLadder(idle).fill(one, subject, around, alive, only);
        add(Kind.IDLE, subject.host(), failing, one);
        one = builder();
        new RequestLadder(requests, idle).fill(one, subject, around, alive);
        add(Kind.REQUEST, subject.host(), failing, one);
        List<Workload> own = workloads.of(subject);
        for (Workload workload : own) {
          one = builder();
          List<Workload> activators = workloads.named("knative-serving", "activator");
          pods.fill(one, subject, workload, activators);
          add(Kind.SHUTDOWN, subject.host(), failing && ending, one);
        }
        one = builder();
        health.fill(one, subject, around, own);
        add(Kind.HEALTH, subject.host(), failing && ending, one);
        one = builder();
        new KeepaliveLadder(keepalive, idle).fill(one, subject, around);
        add(Kind.KEEPALIVE, subject.host(), failing, one);
      }
      for (Workload gateway : workloads.of(around)) {
        LadderBuilder one = builder();
        pods.gateway(one, gateway, around);
        add(Kind.SHUTDOWN, gateway.object().name(), ending && leg == FailingLeg.CLIENT, one);
      }
      return built;
    }

    /** Only a keepalive that is set guards a connection. */
    private List<Rung> keepaliveOfClientLeg() {
      List<Reading> set = keepalive.gateway();
      return set.isEmpty() ? List.of() : builder().add("gateway-keepalive", set, true);
    }

    private LadderBuilder builder() {
      return new LadderBuilder(timers, versions);
    }

    private void add(Kind kind, String subject, boolean failing, LadderBuilder one) {
      if (!one.empty()) {
        built.add(new EqualLadders.Built(one.build(kind, subject, failing), one.telling()));
      }
    }
  }
}
