package dev.whichhop.diagnosis.symptom;

import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All symptoms of a bundle, the heaviest first. */
public final class Symptoms {
  private static final List<SymptomDetector> DETECTORS =
      List.of(
          new RequestFailureGroups(),
          new TargetHealth(),
          new Scale(),
          new Waiting(),
          new TrafficShare(),
          new Latency(),
          new BetweenProxies(),
          new YoungInstances(),
          new Readiness(),
          new KnativeReadiness(),
          new Complaints(),
          new LoggedConnectionErrors());

  private Symptoms() {}

  /** Finds them, orders them (faulty first, measured before reported) and numbers them. */
  public static List<Symptom> of(Bundle bundle, List<Exchange> exchanges) {
    List<Symptom> found = new ArrayList<>();
    for (SymptomDetector detector : DETECTORS) {
      found.addAll(detector.detect(bundle, exchanges));
    }
    boolean measured =
        found.stream()
            .anyMatch(one ->
                one.disposition() == Disposition.FAULTY && !(one instanceof Symptom.Reported));
    if (measured) {
      found.removeIf(Symptom.Reported.class::isInstance);
    }
    found.sort(
        Comparator.comparing(Symptom::disposition)
            .thenComparing(Comparator.comparingLong(Symptom::count).reversed()));
    List<Symptom> numbered = new ArrayList<>();
    for (Symptom symptom : found) {
      numbered.add(withId(symptom, "s" + (numbered.size() + 1)));
    }
    return List.copyOf(numbered);
  }

  /**
   * True for what was only said and what successes where {@code answered} requests are logged would
   * refute: an answer with an error by any proxy's log, a connection that did not come about only
   * by callers. A quoted error message is not refuted; that request has failed.
   */
  public static boolean refutable(Symptom symptom, boolean callersSucceeded) {
    if (!(symptom instanceof Symptom.Reported reported)) {
      return false;
    }
    return reported.evidence().stream()
        .map(one -> Complaint.of(one.text()))
        .allMatch(one ->
            switch (one) {
              case QUOTE, STATUS_LINE -> false;
              case CONNECTION, NONE -> callersSucceeded;
              case ANSWER -> true;
            });
  }

  private static Symptom withId(Symptom symptom, String id) {
    return switch (symptom) {
      case Symptom.RequestFailures s ->
          new Symptom.RequestFailures(
              id,
              s.disposition(),
              s.what(),
              s.hop(),
              s.side(),
              s.status(),
              s.flags(),
              s.clientFailure(),
              s.count(),
              s.of(),
              s.share(),
              s.durationShape(),
              s.typicalDuration(),
              s.firstTime(),
              s.lastTime(),
              s.failures(),
              s.evidence());
      case Symptom.Slowness s ->
          new Symptom.Slowness(id, s.disposition(), s.what(), s.count(), s.evidence());
      case Symptom.UnhealthyTargets s ->
          new Symptom.UnhealthyTargets(
              id, s.disposition(), s.what(), s.count(), s.of(), s.evidence());
      case Symptom.NotReady s ->
          new Symptom.NotReady(id, s.disposition(), s.what(), s.count(), s.evidence());
      case Symptom.ScaleStuck s ->
          new Symptom.ScaleStuck(id, s.disposition(), s.what(), s.count(), s.evidence());
      case Symptom.UnevenTraffic s ->
          new Symptom.UnevenTraffic(id, s.disposition(), s.what(), s.count(), s.evidence());
      case Symptom.Reported s ->
          new Symptom.Reported(id, s.disposition(), s.what(), s.count(), s.evidence());
    };
  }
}
