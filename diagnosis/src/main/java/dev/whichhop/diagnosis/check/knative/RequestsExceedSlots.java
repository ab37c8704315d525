package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.diagnosis.view.Revisions.Revision;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * At the times of the failures more requests of the revision were under way than its pods have
 * slots: {@code containerConcurrency} times the number of pods. Counted at one vantage, from the
 * start and duration of each request, so an incomplete log shows too few and never too many.
 */
final class RequestsExceedSlots implements Check {
  private static final double NEARLY_ALL = 0.8;

  @Override
  public String id() {
    return "more-requests-in-flight-than-slots";
  }

  @Override
  public Hop hop() {
    return Hop.QUEUE_PROXY;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.OBSERVATIONS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    Collection<List<Observation>> all = Revisions.byTarget(file.bundle().observations());
    List<Observation> failed = file.failures();
    String looked = "";
    for (Revision revision : Revisions.failing(file)) {
      long limit = revision.concurrency().whole().orElse(0);
      long pods = pods(file, revision);
      List<Observation> failures =
          failed.stream().filter(revision::isFor).filter(this::timed).toList();
      if (limit <= 0 || pods <= 0 || failures.isEmpty()) {
        continue;
      }
      looked = revision.key();
      Observation sample = failures.getFirst();
      TreeMap<Instant, Integer> load =
          load(
              Revisions.requests(revision, all).stream()
                  .filter(one -> one.vantage().side() == sample.vantage().side())
                  .filter(this::timed)
                  .toList());
      long slots = limit * pods;
      List<Evidence> over = new ArrayList<>();
      int most = 0;
      for (Observation failure : failures) {
        int busiest = busiest(load, failure);
        most = Math.max(most, busiest);
        if (busiest > slots) {
          over.add(failure.evidence());
        }
      }
      if (over.size() >= NEARLY_ALL * failures.size()) {
        return Answer.found(
            revision.key(),
            List.of(revision.concurrency().evidence(), over.getFirst(), over.getLast()),
            "inFlight",
            most,
            "slots",
            slots,
            "limit",
            limit,
            "pods",
            pods);
      }
    }
    return looked.isEmpty() ? Answer.blind("knative-objects") : Answer.absent("access log", looked);
  }

  private boolean timed(Observation one) {
    return one.time().isPresent() && one.duration().isPresent();
  }

  /** Ready pods, else the scale that the autoscaler sees. */
  private static long pods(CaseFile file, Revision revision) {
    long ready =
        Revisions.pods(file.bundle(), revision.namespace(), revision.name()).stream()
            .filter(Pod::ready)
            .count();
    long seen =
        file.bundle().objects("PodAutoscaler").stream()
            .filter(one -> one.name().equals(revision.name()))
            .filter(one -> one.namespace().equals(revision.namespace()))
            .mapToLong(RequestsExceedSlots::scale)
            .max()
            .orElse(0);
    return Math.max(ready, seen);
  }

  private static long scale(KubernetesObject scaler) {
    return scaler.status().get("actualScale").whole().orElse(0);
  }

  /** Requests under way from each instant on. */
  private static TreeMap<Instant, Integer> load(List<Observation> requests) {
    TreeMap<Instant, Integer> changes = new TreeMap<>();
    for (Observation one : requests) {
      Instant start = one.time().orElseThrow();
      Instant end = one.end().orElse(start);
      changes.merge(start, 1, Integer::sum);
      changes.merge(end.plusNanos(1), -1, Integer::sum);
    }
    TreeMap<Instant, Integer> load = new TreeMap<>();
    int underWay = 0;
    for (Map.Entry<Instant, Integer> change : changes.entrySet()) {
      underWay += change.getValue();
      load.put(change.getKey(), underWay);
    }
    return load;
  }

  private static int busiest(TreeMap<Instant, Integer> load, Observation failure) {
    Instant start = failure.time().orElseThrow();
    Map.Entry<Instant, Integer> before = load.floorEntry(start);
    // A refused request is over at once; a waiting one is decided at its start and at its end.
    Map.Entry<Instant, Integer> after = load.floorEntry(failure.end().orElse(start));
    return Math.max(before == null ? 0 : before.getValue(), after == null ? 0 : after.getValue());
  }
}
