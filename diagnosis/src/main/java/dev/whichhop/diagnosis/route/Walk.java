package dev.whichhop.diagnosis.route;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Station;
import dev.whichhop.model.diagnosis.Step;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Observation;
import java.util.ArrayList;
import java.util.List;

/** Did it arrive here? Did it leave? Station by station, in the order of the route. */
public final class Walk {
  private Walk() {}

  /** One step for each station of the route. */
  public static List<Step> along(List<Station> route, CaseFile file) {
    List<Observation> failures = file.failures();
    List<Step> steps = new ArrayList<>();
    for (Station station : route) {
      steps.add(step(station, failures, file));
    }
    return List.copyOf(steps);
  }

  private static Step step(Station station, List<Observation> failures, CaseFile file) {
    Hop hop = station.hop();
    Phrase question = Phrase.of("walk.reached", "hop", hop.id());
    List<Evidence> failed =
        failures.stream()
            .filter(one -> one.vantage().hop() == hop)
            .limit(2)
            .map(Observation::evidence)
            .toList();
    if (!failed.isEmpty()) {
      return new Step(
          question,
          Step.Reply.YES,
          Phrase.of("walk.failed-here", "hop", hop.id(), "count", count(failures, hop)),
          failed);
    }
    List<Evidence> seen =
        file.bundle().observations().stream()
            .filter(one -> one.vantage().hop() == hop)
            .limit(1)
            .map(Observation::evidence)
            .toList();
    if (!seen.isEmpty()) {
      return new Step(
          question,
          failures.isEmpty() ? Step.Reply.YES : Step.Reply.NO,
          Phrase.of(
              failures.isEmpty() ? "walk.all-passed" : "walk.no-failure-line", "hop", hop.id()),
          seen);
    }
    return new Step(
        question, Step.Reply.UNSEEN, Phrase.of("walk.no-log", "hop", hop.id()), List.of());
  }

  private static long count(List<Observation> failures, Hop hop) {
    return failures.stream().filter(one -> one.vantage().hop() == hop).count();
  }
}
