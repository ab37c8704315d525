package dev.whichhop.diagnosis.check.kubernetes;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.ApplicationEnds;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An application's process ended by itself when requests failed: with an exit code of its own or by
 * a fault of its own (134 is SIGABRT, 139 SIGSEGV). 137 and 143 are SIGKILL and SIGTERM, so
 * somebody else ended it: the kernel, the kubelet, a rollout.
 */
final class ApplicationEndedWithError implements Check {
  private static final Set<Integer> BY_OTHERS = Set.of(137, 143);

  /**
   * With {@code Unknown} and 255 containerd reports containers that it lost when the node or itself
   * started anew (containerd internal/cri, unknownExitReason); the kubelet has a word of its own
   * for those that it lost.
   */
  private static final Set<String> NOT_ITS_OWN =
      Set.of("OOMKilled", "Unknown", "ContainerStatusUnknown");

  @Override
  public String id() {
    return "application-ended-with-error";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    ApplicationEnds ends = ApplicationEnds.of(file);
    for (ApplicationEnds.End end : ends.ends()) {
      if (byItself(end) && end.concerns(file)) {
        List<Evidence> evidence = new ArrayList<>(end.evidence());
        end.failures(file).stream().limit(1).forEach(one -> evidence.add(one.evidence()));
        return Answer.found(
            end.pod().name(),
            evidence,
            "container",
            end.container(),
            "code",
            end.exitCode(),
            "restarts",
            end.restarts(),
            "count",
            end.failures(file).size());
      }
    }
    return ends.looked()
        ? Answer.absent("container states", "the applications")
        : Answer.blind("pod-objects");
  }

  private static boolean byItself(ApplicationEnds.End end) {
    boolean code = end.exitCode() > 0 && !BY_OTHERS.contains(end.exitCode());
    // A Job's pod that ended is nobody's server.
    boolean over =
        end.restarts() == 0
            && end.pod().object() != null
            && end.pod().object().status().get("phase").textOrEmpty().equals("Failed");
    return code && !over && !NOT_ITS_OWN.contains(end.reason());
  }
}
