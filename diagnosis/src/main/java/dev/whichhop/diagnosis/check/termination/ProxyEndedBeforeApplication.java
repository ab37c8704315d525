package dev.whichhop.diagnosis.check.termination;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The sidecar's agent ended the proxy, and the application was still at work afterwards: its calls
 * are refused because traffic is still redirected to a proxy that is gone.
 */
final class ProxyEndedBeforeApplication implements Check {

  @Override
  public String id() {
    return "proxy-ended-before-application";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.SIGNALS, EvidenceKind.LOGS, EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal ended = file.bundle().signal("proxy-terminated");
    List<LogRecord> logs = file.bundle().logs();
    List<Observation> calls = file.bundle().observations();
    if (!ended.seen()) {
      return Answer.blind("sidecar-agent-log");
    }
    for (Signal.Hit end : ended.hits()) {
      Instant time = end.time();
      if (time == null) {
        continue;
      }
      List<Evidence> after =
          logs.stream()
              .filter(one -> !one.place().file().equals(end.evidence().place().file()))
              .filter(one -> one.time() != null && soonAfter(time, one.time()))
              .filter(one -> refused(one.raw()))
              .map(LogRecord::evidence)
              .limit(3)
              .toList();
      if (after.isEmpty()) {
        after = callsRefused(calls, time);
      }
      if (!after.isEmpty()) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(end.evidence());
        evidence.addAll(after);
        return Answer.found(
            end.evidence().place().file(), evidence, "time", time, "count", after.size());
      }
    }
    return Answer.absent(ended.hits().getFirst().evidence().place().file(), "the proxy");
  }

  private static List<Evidence> callsRefused(List<Observation> calls, Instant end) {
    return calls.stream()
        .filter(one -> one.clientFailure() == ClientFailure.REFUSED)
        .filter(one -> one.time().filter(time -> soonAfter(end, time)).isPresent())
        .map(Observation::evidence)
        .limit(3)
        .toList();
  }

  private static boolean refused(String line) {
    return line.contains("onnection refused") || line.contains("ECONNREFUSED");
  }

  /** Within a minute after; the longest default that waits for anything here is 30 s of grace. */
  private static boolean soonAfter(Instant end, Instant time) {
    return time.isAfter(end) && time.isBefore(end.plusSeconds(60));
  }
}
