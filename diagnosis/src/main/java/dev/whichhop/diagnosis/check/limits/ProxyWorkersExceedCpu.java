package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.ProxyContainers;
import dev.whichhop.diagnosis.view.ProxyContainers.Amount;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A proxy runs more workers than its CPU limit gives cores: together they use up the quota of a
 * period in a part of it, and stand still for the rest. Istio's own default is the limit, rounded
 * up (istio-envoy facts F21).
 */
final class ProxyWorkersExceedCpu implements Check {

  @Override
  public String id() {
    return "proxy-workers-exceed-cpu";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.METRICS, EvidenceKind.SETTINGS, EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Amount> limits = ProxyContainers.limits(file.bundle(), "cpu");
    boolean compared = false;
    for (Amount workers : Workers.of(file.bundle())) {
      Optional<Amount> limit = ProxyContainers.samePod(limits, workers.pod());
      compared |= limit.isPresent();
      if (limit.isPresent() && workers.value() > Math.ceil(limit.get().value())) {
        return Answer.found(
            limit.get().pod(),
            List.of(workers.evidence(), limit.get().evidence()),
            "workers",
            String.format(Locale.ROOT, "%.0f", workers.value()),
            "limit",
            limit.get().evidence().text());
      }
    }
    return compared ? Answer.absent("workers and limits", "the proxies") : Answer.blind("workers");
  }
}
