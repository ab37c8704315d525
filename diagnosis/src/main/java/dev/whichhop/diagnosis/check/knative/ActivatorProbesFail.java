package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.LogRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The activator asks a revision's pods again and again and never gets the answer that makes them
 * usable. While a pod starts a few failed probes are normal, so they count only when the pod is
 * already ready for Kubernetes, or when they go on without a backend ever being accepted.
 *
 * <p>Literals: knative/serving pkg/activator/net/revision_backends.go ("Failed probing pods",
 * "Failed to probe clusterIP") and throttler.go ("backends: 1", "backends = 1"). A round is started
 * every 200 ms while a pod is unknown (knative facts, section 3.2).
 */
final class ActivatorProbesFail implements Check {
  private static final List<String> FAILURES =
      List.of("Failed probing", "Failed to probe clusterIP");
  private static final List<String> ACCEPTED = List.of("backends = ", "backends: ");
  private static final List<String> NONE = List.of("backends = 0", "backends: 0");

  /** Rounds in vain that say something when Kubernetes calls the pod ready. */
  private static final int FEW = 3;

  /** Half a minute of rounds; a container that starts may take some seconds. */
  private static final int MANY = 150;

  @Override
  public String id() {
    return "activator-probes-fail";
  }

  @Override
  public Hop hop() {
    return Hop.ACTIVATOR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.LOGS);
  }

  @Override
  public Answer look(CaseFile file) {
    Map<String, Probing> byRevision = new LinkedHashMap<>();
    boolean looked = false;
    for (LogRecord line : file.bundle().logs()) {
      boolean failure = FAILURES.stream().anyMatch(line.message()::contains);
      looked |= failure || line.component() == Component.ACTIVATOR;
      if (failure || line.component() == Component.ACTIVATOR) {
        byRevision
            .computeIfAbsent(KnativeLogs.revision(line), _ -> new Probing())
            .see(line, failure);
      }
    }
    if (!looked) {
      return Answer.blind("activator-log");
    }
    for (Map.Entry<String, Probing> entry : byRevision.entrySet()) {
      List<LogRecord> failures = entry.getValue().failures;
      if (entry.getValue().inVain()) {
        return Answer.found(
            entry.getKey(),
            KnativeLogs.evidence(failures),
            "count",
            failures.size(),
            "error",
            KnativeLogs.error(failures.getLast()));
      }
    }
    return Answer.absent("activator log", "all revisions");
  }

  /** What the activator said of one revision. */
  private static final class Probing {
    private final List<LogRecord> failures = new ArrayList<>();
    private boolean readyForKubernetes;
    private boolean accepted;

    void see(LogRecord line, boolean failure) {
      if (failure) {
        failures.add(line);
        accepted = false;
        readyForKubernetes |= !line.fields().getOrDefault("curDests.ready", "").isEmpty();
      } else if (ACCEPTED.stream().anyMatch(line.message()::contains)
          && NONE.stream().noneMatch(line.message()::contains)) {
        accepted = true;
      }
    }

    boolean inVain() {
      return !accepted && failures.size() >= (readyForKubernetes ? FEW : MANY);
    }
  }
}
