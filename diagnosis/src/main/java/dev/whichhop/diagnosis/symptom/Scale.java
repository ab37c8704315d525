package dev.whichhop.diagnosis.symptom;

import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.diagnosis.view.MissingMetrics;
import dev.whichhop.diagnosis.view.UnevenQueues;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Signal;
import java.util.List;

/**
 * Knative revisions that do not scale as they should, as autoscaler and activator complain
 * themselves: to zero is wanted and not possible, there are no metrics to decide by, the
 * activator's reports do not arrive. Where it does not complain, requests that queue in one pod
 * beside an idle one, or an autoscaler whose state says that it has no metrics.
 */
final class Scale implements SymptomDetector {
  /** A single complaint is a hand-over in progress; the autoscaler decides every two seconds. */
  private static final int PERSISTENT = 10;

  private static final List<String> COMPLAINTS =
      List.of(
          "autoscaler-cannot-scale-to-zero",
          "autoscaler-scrape-failed",
          "activator-websocket-broken");

  @Override
  public List<Symptom> detect(Bundle bundle, List<Exchange> exchanges) {
    for (String complaint : COMPLAINTS) {
      Signal signal = bundle.signal(complaint);
      if (signal.count() >= PERSISTENT) {
        return List.of(
            new Symptom.ScaleStuck(
                "",
                Disposition.FAULTY,
                Phrase.of("symptom.scale." + complaint, "count", signal.count()),
                signal.count(),
                signal.evidence(3)));
      }
    }
    List<Symptom> uneven = uneven(bundle);
    return uneven.isEmpty() ? unmeasured(bundle, exchanges) : uneven;
  }

  /** A scale without metrics stands still; that is harmless as long as every request is served. */
  private static List<Symptom> unmeasured(Bundle bundle, List<Exchange> exchanges) {
    List<MissingMetrics> missing = MissingMetrics.of(bundle);
    if (missing.isEmpty()) {
      return List.of();
    }
    boolean served = !exchanges.isEmpty() && exchanges.stream().noneMatch(Exchange::failed);
    return List.of(
        new Symptom.ScaleStuck(
            "",
            served ? Disposition.EXPECTED : Disposition.FAULTY,
            Phrase.of(
                "symptom.scale.no-metrics",
                "subject",
                missing.getFirst().subject(),
                "reason",
                missing.getFirst().reason()),
            1,
            missing.stream().limit(3).map(MissingMetrics::evidence).toList()));
  }

  private static List<Symptom> uneven(Bundle bundle) {
    return UnevenQueues.of(bundle)
        .map(queues ->
            (Symptom)
                new Symptom.UnevenTraffic(
                    "",
                    Disposition.FAULTY,
                    Phrase.of(
                        "symptom.uneven-queues",
                        "revision",
                        queues.revision(),
                        "depth",
                        queues.depthText()),
                    1,
                    queues.evidence()))
        .map(List::of)
        .orElse(List.of());
  }
}
