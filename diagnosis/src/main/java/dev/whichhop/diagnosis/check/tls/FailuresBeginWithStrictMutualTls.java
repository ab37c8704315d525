package dev.whichhop.diagnosis.check.tls;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Coverage;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The first failure comes soon after a policy that requires mutual TLS was created, and the log
 * that has it shows the time before too, without failures.
 */
final class FailuresBeginWithStrictMutualTls implements Check {
  /** istiod pushes within seconds; the caller's next request may take a while to come. */
  private static final Duration SOON = Duration.ofMinutes(10);

  /** What a log must show of the time before; a minute of silence is no proof that all was well. */
  private static final Duration BEFORE = Duration.ofMinutes(5);

  @Override
  public String id() {
    return "failures-begin-with-strict-mutual-tls";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<KubernetesObject> policies = file.bundle().objects("PeerAuthentication");
    if (policies.isEmpty()) {
      return Answer.blind("peer-authentications");
    }
    Optional<Observation> first =
        file.failures().stream()
            .filter(one -> one.time().isPresent())
            .min(Comparator.comparing(one -> one.time().orElse(Instant.MAX)));
    if (first.isEmpty()) {
      return Answer.blind("client-log");
    }
    Instant failed = first.get().time().orElse(Instant.MAX);
    for (KubernetesObject policy : policies) {
      Node created = policy.metadata().get("creationTimestamp");
      Optional<Instant> since = KubernetesObject.instant(created);
      if (since.isPresent()
          && strict(policy)
          && !failed.isBefore(since.get())
          && Duration.between(since.get(), failed).compareTo(SOON) <= 0
          && shows(file.bundle().coverage(), first.get(), since.get().minus(BEFORE))) {
        return Answer.found(
            policy.reference(),
            List.of(created.evidence(), first.get().evidence()),
            "time",
            since.get());
      }
    }
    return Answer.absent("PeerAuthentication", "the failures");
  }

  private static boolean strict(KubernetesObject policy) {
    return policy.spec().below("mode").stream()
        .anyMatch(mode -> mode.textOrEmpty().equals("STRICT"));
  }

  private static boolean shows(List<Coverage> coverage, Observation failure, Instant moment) {
    return coverage.stream()
        .filter(one -> one.source().equals(failure.place().file()))
        .anyMatch(one -> one.covers(moment));
  }
}
