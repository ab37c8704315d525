package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Side;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody called the application at a pod's address, past queue-proxy, and it answered, while the
 * pod is not ready.
 */
final class ApplicationAnswersDirectly implements Check {
  /** knative/serving pkg/networking/constants.go: BackendHTTPPort. */
  private static final int QUEUE_PROXY_PORT = 8012;

  @Override
  public String id() {
    return "application-answers-while-pod-unready";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    Observation asked = null;
    for (Observation one : file.bundle().observations()) {
      String host = Addresses.host(one.authority());
      if (one.vantage().side() != Side.CALLER || host.isEmpty()) {
        continue;
      }
      Optional<Pod> pod = Addresses.pod(file.bundle(), host);
      boolean throughQueueProxy =
          Addresses.port(one.authority()) == QUEUE_PROXY_PORT
              && pod.filter(known -> !Revisions.ofPod(known).isEmpty()).isPresent();
      if (pod.isEmpty() || throughQueueProxy) {
        continue;
      }
      asked = one;
      if (one.succeeded() && one.status() < 400 && !pod.get().ready()) {
        return Answer.found(
            pod.get().name(),
            List.of(one.evidence(), pod.get().evidence()),
            "address",
            one.authority());
      }
    }
    return asked == null
        ? Answer.blind("direct-call")
        : Answer.absent(asked.place().file(), asked.authority());
  }
}
