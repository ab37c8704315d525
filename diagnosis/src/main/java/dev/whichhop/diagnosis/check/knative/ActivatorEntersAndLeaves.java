package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.ServingModes;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.List;
import java.util.Set;

/** The activator enters and leaves the path of a running revision again and again. */
final class ActivatorEntersAndLeaves implements Check {
  /** Once in and once out follows any real change of the load; back again does not. */
  private static final int OFTEN = 3;

  @Override
  public String id() {
    return "activator-enters-and-leaves";
  }

  @Override
  public Hop hop() {
    return Hop.ACTIVATOR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.LOGS, EvidenceKind.TABLES, EvidenceKind.METRICS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<ServingModes> all = ServingModes.of(file.bundle());
    for (ServingModes one : all) {
      if (one.changes().size() >= OFTEN) {
        return Answer.found(
            one.revision(),
            one.changes().stream().limit(3).map(ServingModes.Change::evidence).toList(),
            "count",
            one.changes().size());
      }
    }
    return ServingModes.told(file.bundle())
        ? Answer.absent("autoscaler log", "the activator")
        : Answer.blind("autoscaler-log");
  }
}
