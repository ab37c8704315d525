package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Signal;
import java.util.Set;

/**
 * The activator cannot keep its connection to the autoscaler. A handful of attempts in a row is
 * what a restart of the autoscaler looks like: the first repeats come after 100 ms, growing by 1.3
 * (knative facts, section 3.5).
 */
final class ActivatorWebsocketBroken implements Check {
  private static final int PERSISTENT = 8;

  @Override
  public String id() {
    return "activator-websocket-broken";
  }

  @Override
  public Hop hop() {
    return Hop.ACTIVATOR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.LOGS, EvidenceKind.SIGNALS);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal broken = file.bundle().signal("activator-websocket-broken");
    if (broken.count() >= PERSISTENT) {
      Signal.Hit hit = broken.hits().getFirst();
      return Answer.found(
          "activator",
          broken.evidence(3),
          "count",
          broken.count(),
          "error",
          error(file.bundle(), hit));
    }
    return KnativeLogs.of(file.bundle(), Component.ACTIVATOR).isEmpty()
        ? Answer.blind("activator-log")
        : Answer.absent("activator log", "the connection to the autoscaler");
  }

  private static String error(Bundle bundle, Signal.Hit hit) {
    return bundle.logs().stream()
        .filter(one -> one.place().equals(hit.evidence().place()))
        .findFirst()
        .map(KnativeLogs::error)
        .orElse(hit.evidence().text());
  }
}
