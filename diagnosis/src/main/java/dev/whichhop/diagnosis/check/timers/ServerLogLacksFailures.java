package dev.whichhop.diagnosis.check.timers;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.ServerLines;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.util.List;
import java.util.Set;

/**
 * The application logs the answered requests by their id and has no line for the failed ones: it
 * never knew of them.
 */
final class ServerLogLacksFailures implements Check {

  @Override
  public String id() {
    return "server-log-lacks-failures";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS, EvidenceKind.LOGS);
  }

  @Override
  public Answer look(CaseFile file) {
    ServerLines lines = ServerLines.of(file.bundle());
    List<Observation> all = file.bundle().observations();
    for (Symptom.RequestFailures group : file.faultyRequests()) {
      List<Observation> named =
          group.failures().stream().filter(one -> !one.requestId().isEmpty()).toList();
      if (!named.isEmpty() && logsAnswers(group, all, lines)) {
        List<Evidence> unknown =
            named.stream()
                .filter(one -> lines.of(one).isEmpty())
                .map(Observation::evidence)
                .toList();
        return unknown.size() * 10 >= named.size() * 9
            ? Answer.found(
                named.getFirst().upstreamHost(),
                unknown.subList(0, Math.min(3, unknown.size())),
                "count",
                unknown.size(),
                "of",
                named.size())
            : Answer.absent("the application's log", "the failed requests");
      }
    }
    return Answer.blind("app-log");
  }

  /**
   * True when most answered requests of the same host, in the time of the failures, have a line.
   */
  private static boolean logsAnswers(
      Symptom.RequestFailures group, List<Observation> all, ServerLines lines) {
    String authority = group.failures().getFirst().authority();
    int answered = 0;
    int logged = 0;
    for (Observation one : all) {
      if (one.succeeded()
          && one.vantage().side() == group.side()
          && one.authority().equals(authority)
          && !one.requestId().isEmpty()) {
        answered++;
        logged += lines.of(one).isPresent() ? 1 : 0;
      }
    }
    return logged > 0 && logged * 2 >= answered;
  }
}
