package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Pod;
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

  /** The cluster address of a headless Service, taken for a host name. */
  private static final String HEADLESS = "lookup None";

  /**
   * Four seconds of rounds at a pod that Kubernetes calls ready; too long for a pod that leaves.
   */
  private static final int SOME = 20;

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
    return Set.of(EvidenceKind.LOGS, EvidenceKind.PODS);
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
      if (entry.getValue().inVain(hasReadyPod(file, entry.getKey()))) {
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

  private static boolean hasReadyPod(CaseFile file, String key) {
    int slash = key.indexOf('/');
    List<Pod> pods =
        Revisions.pods(
            file.bundle(), key.substring(0, Math.max(0, slash)), key.substring(slash + 1));
    return pods.stream().anyMatch(Pod::ready);
  }

  /** What the activator said of one revision. */
  private static final class Probing {
    private final List<LogRecord> failures = new ArrayList<>();
    private int inVainAtReadyPod;
    private boolean accepted;

    void see(LogRecord line, boolean failure) {
      if (failure) {
        failures.add(line);
        accepted = false;
        boolean unresolvable = KnativeLogs.error(line).contains(HEADLESS);
        if (unresolvable || !line.fields().getOrDefault("curDests.ready", "").isEmpty()) {
          inVainAtReadyPod++;
        }
      } else if (ACCEPTED.stream().anyMatch(line.message()::contains)
          && NONE.stream().noneMatch(line.message()::contains)) {
        accepted = true;
      }
    }

    boolean inVain(boolean hasReadyPod) {
      if (accepted) {
        return inVainAtReadyPod >= SOME;
      }
      int enough = hasReadyPod || inVainAtReadyPod > 0 ? FEW : MANY;
      return failures.size() >= enough;
    }
  }
}
