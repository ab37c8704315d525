package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.List;
import java.util.Set;

/** Somebody set a limit on the concurrent streams of an HTTP/2 connection. */
final class StreamLimitConfigured implements Check {
  @Override
  public String id() {
    return "stream-limit-configured";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.ENVOY_CONFIGURATION, EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<StreamLimits.Limit> limits = StreamLimits.of(file.bundle());
    if (!limits.isEmpty()) {
      StreamLimits.Limit first = limits.getFirst();
      return Answer.found("", List.of(first.evidence()), "limit", first.streams());
    }
    boolean looked = !StreamLimits.places(file.bundle()).isEmpty();
    return looked ? Answer.absent("configuration", "HTTP/2") : Answer.blind("envoy-listeners");
  }
}
