package dev.whichhop.diagnosis.route;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.view.Arrivals;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Station;
import dev.whichhop.model.diagnosis.Step;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.FlowRecord;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * Did it arrive here? Did it leave? Station by station, in the order of the route.
 *
 * <p>A line that is missing in a log which covers the moment says that the request never came here;
 * a log that does not cover it says nothing.
 */
public final class Walk {
  private Walk() {}

  /** One step for each station of the route. */
  public static List<Step> along(List<Station> route, CaseFile file) {
    List<Observation> failures = file.failures();
    Arrivals arrivals = Arrivals.of(file.bundle());
    List<Step> steps = new ArrayList<>();
    for (Station station : route) {
      steps.add(step(station.hop(), failures, arrivals, file));
    }
    return List.copyOf(steps);
  }

  private static Step step(Hop hop, List<Observation> failures, Arrivals arrivals, CaseFile file) {
    List<Observation> failedHere =
        failures.stream().filter(one -> one.vantage().hop() == hop).toList();
    if (!failedHere.isEmpty()) {
      return answer(
          hop,
          Step.Reply.YES,
          Phrase.of("walk.failed-here", "hop", hop.id(), "count", failedHere.size()),
          failedHere.stream().limit(2).map(Observation::evidence).toList());
    }
    if (hop == Hop.GATEWAY && arrivals.answeredSeen() > 0 && !arrivals.lost().isEmpty()) {
      return answer(
          hop,
          Step.Reply.NO,
          Phrase.of(
              "walk.never-arrived",
              "count",
              arrivals.lost().size(),
              "answered",
              arrivals.answeredSeen()),
          arrivals.lost().stream().limit(2).map(Observation::evidence).toList());
    }
    List<FlowRecord> rejected =
        file.bundle().flowRecords().stream().filter(FlowRecord::rejected).limit(2).toList();
    if (hop == Hop.VPC && !rejected.isEmpty()) {
      return answer(
          hop,
          Step.Reply.NO,
          Phrase.of("walk.rejected"),
          rejected.stream().map(FlowRecord::evidence).toList());
    }
    return fromItsLog(hop, failures, file);
  }

  private static Step fromItsLog(Hop hop, List<Observation> failures, CaseFile file) {
    List<Observation> seen =
        file.bundle().observations().stream().filter(one -> one.vantage().hop() == hop).toList();
    List<Evidence> evidence = seen.stream().limit(1).map(Observation::evidence).toList();
    if (seen.isEmpty()) {
      return answer(hop, Step.Reply.UNSEEN, Phrase.of("walk.no-log", "hop", hop.id()), evidence);
    }
    if (failures.isEmpty()) {
      return answer(hop, Step.Reply.YES, Phrase.of("walk.all-passed", "hop", hop.id()), evidence);
    }
    boolean callersOnly = failures.stream().allMatch(one -> one.vantage().side() == Side.CALLER);
    boolean covered =
        !callersOnly || failures.stream().anyMatch(one -> coveredBy(seen.getFirst(), one, file));
    return covered
        ? answer(hop, Step.Reply.NO, Phrase.of("walk.no-failure-line", "hop", hop.id()), evidence)
        : answer(hop, Step.Reply.UNSEEN, Phrase.of("walk.not-covered", "hop", hop.id()), evidence);
  }

  private static boolean coveredBy(Observation line, Observation failure, CaseFile file) {
    return failure.time().isPresent()
        && file.bundle().coverage().stream()
            .filter(one -> one.source().equals(line.place().file()))
            .anyMatch(one -> one.covers(failure.time().get()));
  }

  private static Step answer(Hop hop, Step.Reply reply, Phrase because, List<Evidence> evidence) {
    return new Step(Phrase.of("walk.reached", "hop", hop.id()), reply, because, evidence);
  }
}
