package dev.whichhop.diagnosis.triage;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.diagnosis.Triage;
import dev.whichhop.model.diagnosis.Triage.Trait;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Observation;
import java.util.ArrayList;
import java.util.List;

/** The triage of each group of failed requests that is to be explained. */
public final class Triages {
  /** Pieces of evidence kept for a trait. */
  static final int SHOWN = 3;

  private Triages() {}

  /** One for each faulty group of which single requests are known, in the order of the groups. */
  public static List<Triage> of(CaseFile file) {
    List<Triage> triages = new ArrayList<>();
    for (Symptom.RequestFailures group : file.faultyRequests()) {
      if (group.disposition() == Disposition.FAULTY && !group.failures().isEmpty()) {
        triages.add(of(Sample.of(group, file)));
      }
    }
    return List.copyOf(triages);
  }

  private static Triage of(Sample sample) {
    List<Trait> traits = new ArrayList<>(Course.of(sample));
    traits.add(Period.of(sample));
    traits.addAll(Whom.of(sample));
    traits.addAll(AfterChange.of(sample));
    traits.add(UnderLoad.of(sample));
    traits.add(AfterIdle.of(sample));
    return new Triage(sample.group().id(), traits);
  }

  static List<Evidence> evidence(List<Observation> failures) {
    return failures.stream().limit(SHOWN).map(Observation::evidence).toList();
  }
}
