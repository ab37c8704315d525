package dev.whichhop.diagnosis.picture;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One failed request as everybody saw it who wrote it down.
 *
 * @param symptom id of the group that it belongs to
 * @param observations from the caller to the server
 * @param origin the one in which the failure began
 * @param confidence that the observations are one request: 1 by request id, less by time
 */
public record RequestTrace(
    String symptom, List<Observation> observations, Observation origin, double confidence) {

  /**
   * Of the failures to be explained, the one that most vantages saw; of several the one in the
   * heaviest group, then the one whose lines say most about time, then the first. Empty without a
   * failed request.
   */
  static Optional<RequestTrace> of(CaseFile file) {
    Map<Place, String> groups = new HashMap<>();
    List<String> order = new ArrayList<>();
    for (Symptom.RequestFailures group : file.faultyRequests()) {
      order.add(group.id());
      group.failures().forEach(one -> groups.put(one.place(), group.id()));
    }
    return file.exchanges().stream()
        .filter(one -> one.failed() && groups.containsKey(one.origin().place()))
        .map(one ->
            new RequestTrace(
                groups.getOrDefault(one.origin().place(), ""),
                one.observations(),
                one.origin(),
                one.confidence()))
        .min(
            Comparator.comparingInt((RequestTrace one) -> -one.observations().size())
                .thenComparingInt(one -> order.indexOf(one.symptom()))
                .thenComparingInt(one -> -timed(one)));
  }

  private static int timed(RequestTrace trace) {
    int timed = 0;
    for (Observation one : trace.observations()) {
      timed += (one.time().isPresent() ? 1 : 0) + (one.duration().isPresent() ? 1 : 0);
    }
    return timed;
  }
}
