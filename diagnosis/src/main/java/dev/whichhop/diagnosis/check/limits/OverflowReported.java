package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Signal;
import java.util.List;
import java.util.Set;

/**
 * A proxy says that it refused a request because a limit of its own pool was reached: flag {@code
 * UO}, details or body with {@code overflow}. Nothing else in Envoy prints these words
 * (source/common/http/utility.cc, istio-envoy facts section 2.3).
 */
final class OverflowReported implements Check {

  @Override
  public String id() {
    return "overflow-reported";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.SIGNALS, EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal words = file.bundle().signal("pool-overflow");
    List<Observation> said = file.failures().stream().filter(OverflowReported::says).toList();
    if (!said.isEmpty()) {
      Observation first = said.getFirst();
      boolean atProxy = first.hasFlag("UO");
      return new Answer.Found(
          first.authority(),
          atProxy ? first.vantage().hop() : null,
          Phrase.of("", "count", said.size()).values(),
          said.stream().limit(3).map(Observation::evidence).toList());
    }
    if (words.seen()) {
      List<Evidence> evidence = words.evidence(3);
      return Answer.found("", evidence, "count", words.count());
    }
    return file.bundle().observations().isEmpty()
        ? Answer.blind("sidecar-access-log")
        : Answer.absent("all logs", "the failures");
  }

  private static boolean says(Observation one) {
    return one.hasFlag("UO")
        || one.details().contains("{overflow")
        || one.body().contains("reset reason: overflow");
  }
}
