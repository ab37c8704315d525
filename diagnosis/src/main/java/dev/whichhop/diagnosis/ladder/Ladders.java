package dev.whichhop.diagnosis.ladder;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.knowledge.Timer;
import dev.whichhop.model.diagnosis.RankedCause;
import dev.whichhop.model.ladder.Ladder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All ladders of a bundle. */
public final class Ladders {
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
    Versions versions = Versions.of(file.bundle());
    Surroundings around = Surroundings.of(file.bundle());
    List<Subject> subjects = Subjects.of(file);
    FailingLeg leg = FailingLeg.of(file, causes);
    IdleReadings idle = new IdleReadings(file);
    List<EqualLadders.Built> all = new ArrayList<>();
    for (Subject subject : subjects) {
      LadderBuilder builder = new LadderBuilder(timers, versions);
      new IdleLadder(idle).fill(builder, subject, around, List.of(), subjects.size() == 1);
      Ladder ladder =
          builder.build(Ladder.Kind.IDLE, subject.host(), subject.failing() && leg.known());
      all.add(new EqualLadders.Built(ladder, builder.telling()));
    }
    return EqualLadders.together(all);
  }
}
