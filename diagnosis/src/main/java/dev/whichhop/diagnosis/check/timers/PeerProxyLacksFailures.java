package dev.whichhop.diagnosis.check.timers;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.SampledLogs;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The receiving sidecar logs the answered requests of a sending proxy and has no line for those
 * that the sender saw closed: they were lost between the two proxies.
 */
final class PeerProxyLacksFailures implements Check {

  @Override
  public String id() {
    return "peer-proxy-lacks-failures";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Observation> all = file.bundle().observations();
    Set<String> received = new HashSet<>();
    SampledLogs sampled = SampledLogs.of(file.bundle());
    for (Observation one : all) {
      if (one.vantage().side() == Side.INBOUND && !one.requestId().isEmpty()) {
        if (sampled.contain(one)) {
          return Answer.blind("sidecar-access-log");
        }
        received.add(one.requestId());
      }
    }
    for (Symptom.RequestFailures group : file.faultyRequests()) {
      boolean sender = group.side() == Side.GATEWAY || group.side() == Side.OUTBOUND;
      if (!sender || !group.hasFlag("UC") || !logsAnswers(group, all, received)) {
        continue;
      }
      List<Observation> lost =
          group.failures().stream()
              .filter(one -> !one.requestId().isEmpty() && !received.contains(one.requestId()))
              .toList();
      return lost.size() * 10 >= group.failures().size() * 9
          ? Answer.found(
              lost.getFirst().upstreamHost(),
              lost.stream().limit(3).map(Observation::evidence).toList(),
              "count",
              lost.size(),
              "of",
              group.count())
          : Answer.absent("the receiving sidecar's log", "the closed requests");
    }
    return Answer.blind("sidecar-access-log");
  }

  /** True when most answered requests to the same upstream hosts are in the receivers' logs. */
  private static boolean logsAnswers(
      Symptom.RequestFailures group, List<Observation> all, Set<String> received) {
    Set<String> hosts = new HashSet<>();
    group.failures().forEach(one -> hosts.add(one.upstreamHost()));
    int answered = 0;
    int logged = 0;
    for (Observation one : all) {
      if (one.succeeded()
          && one.vantage().side() == group.side()
          && hosts.contains(one.upstreamHost())) {
        answered++;
        logged += received.contains(one.requestId()) ? 1 : 0;
      }
    }
    return logged > 0 && logged * 2 >= answered;
  }
}
