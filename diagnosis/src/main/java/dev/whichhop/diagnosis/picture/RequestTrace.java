package dev.whichhop.diagnosis.picture;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
   * From the heaviest group to be explained, the failed request that most vantages saw; of several
   * the one whose lines say most about time, then the first. Empty without a failed request.
   */
  static Optional<RequestTrace> of(CaseFile file) {
    for (Symptom.RequestFailures group : file.faultyRequests()) {
      Set<Place> origins = new HashSet<>();
      group.failures().forEach(one -> origins.add(one.place()));
      Optional<RequestTrace> best =
          file.exchanges().stream()
              .filter(Exchange::failed)
              .filter(one -> origins.contains(one.origin().place()))
              // max takes the last of equals; comparing the other way round takes the first.
              .min(
                  Comparator.comparingInt((Exchange one) -> -one.observations().size())
                      .thenComparingInt(one -> -timed(one)))
              .map(one ->
                  new RequestTrace(group.id(), one.observations(), one.origin(), one.confidence()));
      if (best.isPresent()) {
        return best;
      }
    }
    return Optional.empty();
  }

  private static int timed(Exchange exchange) {
    int timed = 0;
    for (Observation one : exchange.observations()) {
      timed += (one.time().isPresent() ? 1 : 0) + (one.duration().isPresent() ? 1 : 0);
    }
    return timed;
  }
}
