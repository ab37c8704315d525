package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Callers;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.FlowRecord;
import dev.whichhop.model.evidence.Observation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Flow logs accept the SYN of the callers that fail, and have no packet back: the machine got it
 * and did not answer by this interface (aws facts 2.6 "SYN without answer"). Absent: the answer
 * left.
 */
final class AcceptedWithoutAnswer implements Check {
  private static final int TCP = 6;
  private static final int SYN_ACK_OR_ACK_SEEN = 16;

  @Override
  public String id() {
    return "flow-log-accepts-without-answer";
  }

  @Override
  public Hop hop() {
    return Hop.VPC;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.FLOW_RECORDS,
        EvidenceKind.OBSERVATIONS,
        EvidenceKind.PODS,
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.TABLES,
        EvidenceKind.AWS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<FlowRecord> records = file.bundle().flowRecords();
    Callers callers = Callers.of(file.bundle());
    Set<String> failing = new HashSet<>();
    for (Observation call : callers.calls()) {
      if (call.clientFailure() != ClientFailure.NONE) {
        failing.add(callers.address(call));
      }
    }
    failing.remove("");
    Set<String> answers = new HashSet<>();
    for (FlowRecord one : records) {
      answers.add(one.interfaceId() + " " + one.destinationAddress() + " " + one.destinationPort());
    }
    boolean holes = records.stream().anyMatch(one -> one.logStatus().equals("SKIPDATA"));
    List<FlowRecord> accepted =
        records.stream()
            .filter(one -> one.action().equals("ACCEPT") && one.protocol() == TCP)
            .filter(one -> one.tcpFlags() < SYN_ACK_OR_ACK_SEEN)
            .filter(one -> failing.contains(one.sourceAddress()))
            .toList();
    if (accepted.isEmpty() || holes) {
      return Answer.blind("flow-logs");
    }
    List<FlowRecord> unanswered =
        accepted.stream()
            .filter(one ->
                !answers.contains(
                    one.interfaceId() + " " + one.sourceAddress() + " " + one.sourcePort()))
            .toList();
    return unanswered.size() * 2 > accepted.size()
        ? Answer.found(
            unanswered.getFirst().destinationAddress(),
            unanswered.stream().limit(3).map(FlowRecord::evidence).toList(),
            "count",
            unanswered.size(),
            "source",
            unanswered.getFirst().sourceAddress())
        : Answer.absent(accepted.getFirst().evidence().place().file(), "the connections");
  }
}
