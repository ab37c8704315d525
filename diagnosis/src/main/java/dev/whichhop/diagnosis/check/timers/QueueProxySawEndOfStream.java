package dev.whichhop.diagnosis.check.timers;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Signal;
import java.util.Set;

/**
 * queue-proxy logs {@code EOF} from the user container: the connection ended before a byte of the
 * answer (knative.dev/pkg network/error_handler.go; Go's transport returns io.EOF just then).
 */
final class QueueProxySawEndOfStream implements Check {

  @Override
  public String id() {
    return "queue-proxy-saw-end-of-stream";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.SIGNALS, EvidenceKind.LOGS);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal signal = file.bundle().signal("queue-proxy-end-of-stream");
    boolean logged =
        file.bundle().logs().stream().anyMatch(one -> one.component() == Component.QUEUE_PROXY);
    if (!signal.seen()) {
      return logged
          ? Answer.absent("queue-proxy's log", "queue-proxy")
          : Answer.blind("queue-proxy-log");
    }
    return Answer.found("queue-proxy", signal.evidence(3), "count", signal.count());
  }
}
