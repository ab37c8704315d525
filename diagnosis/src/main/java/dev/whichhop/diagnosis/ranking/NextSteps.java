package dev.whichhop.diagnosis.ranking;

import dev.whichhop.knowledge.Artefact;
import dev.whichhop.knowledge.Cause;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Finding;
import dev.whichhop.model.diagnosis.NextEvidence;
import dev.whichhop.model.diagnosis.RankedCause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which artefact to fetch next: the cheapest one that is expected to settle most.
 *
 * <p>An artefact is worth the doubt that the blind checks behind it could remove: for each cause
 * still in sight, how unsure it is times how heavily that check would weigh, divided by the cost of
 * fetching.
 */
public final class NextSteps {
  private static final int MOST = 3;

  private NextSteps() {}

  /** At most three artefacts, best first. */
  public static List<NextEvidence> of(
      List<Cause> causes,
      List<RankedCause> ranked,
      List<Finding> findings,
      Map<String, Artefact> artefacts) {
    Map<String, Double> doubt = new HashMap<>();
    ranked.forEach(one -> doubt.put(one.id(), one.confidence() * (1 - one.confidence())));
    Map<String, Double> gains = new TreeMap<>();
    for (Finding finding : findings) {
      if (finding.answer() instanceof Answer.Blind blind) {
        double gain = 0;
        for (Cause cause : causes) {
          gain += doubt.getOrDefault(cause.id(), 0.0) * weight(cause, finding.check());
        }
        gains.merge(blind.artefact(), gain, Double::sum);
      }
    }
    double all = gains.values().stream().mapToDouble(Double::doubleValue).sum();
    List<NextEvidence> steps = new ArrayList<>();
    gains.forEach((artefact, gain) -> {
      Artefact known = artefacts.get(artefact);
      if (gain > 0 && known != null) {
        steps.add(
            new NextEvidence(artefact, known.command(), Math.round(gain / all * 100) / 100.0));
      }
    });
    steps.sort(
        Comparator.comparingDouble((NextEvidence one) -> -one.expectedGain() / cost(artefacts, one))
            .thenComparing(NextEvidence::artefact));
    return List.copyOf(steps.subList(0, Math.min(MOST, steps.size())));
  }

  private static int cost(Map<String, Artefact> artefacts, NextEvidence step) {
    Artefact artefact = artefacts.get(step.artefact());
    return artefact == null ? 1 : artefact.cost();
  }

  private static double weight(Cause cause, String check) {
    return cause.answers().stream()
        .filter(one -> one.check().equals(check))
        .mapToDouble(one -> Math.abs(one.found().nats()) + Math.abs(one.absent().nats()))
        .sum();
  }
}
