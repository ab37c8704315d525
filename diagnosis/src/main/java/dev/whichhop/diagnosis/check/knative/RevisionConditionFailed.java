package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Revision or Service says itself that it is not ready, and why: {@code ContainerMissing}, {@code
 * ExitCode…}, {@code ProgressDeadlineExceeded}, a waiting reason of its container.
 *
 * <p>Conditions: knative/serving pkg/apis/serving/v1/revision_lifecycle.go.
 */
final class RevisionConditionFailed implements Check {
  private static final Set<String> CONDITIONS =
      Set.of("ContainerHealthy", "ResourcesAvailable", "ConfigurationsReady");

  @Override
  public String id() {
    return "revision-condition-failed";
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
    Set<String> failing =
        Revisions.failing(file).stream()
            .flatMap(one -> Stream.of(one.key(), one.namespace() + "/" + one.service()))
            .collect(Collectors.toSet());
    boolean looked = false;
    for (KubernetesObject object : file.bundle().objects()) {
      boolean serving = object.group().equals("serving.knative.dev");
      String key = object.namespace() + "/" + object.name();
      if (!serving || (!failing.isEmpty() && !failing.contains(key))) {
        continue;
      }
      for (Node condition : object.status().get("conditions").items()) {
        looked = true;
        boolean told = CONDITIONS.contains(condition.get("type").textOrEmpty());
        String reason = condition.get("reason").textOrEmpty();
        if (told && condition.get("status").textOrEmpty().equals("False") && !reason.isEmpty()) {
          return Answer.found(
              object.reference(), List.of(condition.get("reason").evidence()), "reason", reason);
        }
      }
    }
    return looked
        ? Answer.absent("conditions", failing.isEmpty() ? "all revisions" : failing.toString())
        : Answer.blind("knative-objects");
  }
}
