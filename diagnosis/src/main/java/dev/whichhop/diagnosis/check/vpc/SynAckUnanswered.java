package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Packet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A capture shows SYN arriving and SYN-ACK sent again and again, and never the client's ACK: what
 * is lost is the reply, after it left the machine that the capture was made on.
 */
final class SynAckUnanswered implements Check {

  @Override
  public String id() {
    return "syn-ack-unanswered";
  }

  @Override
  public Hop hop() {
    return Hop.VPC;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.PACKETS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Packet> packets = file.bundle().packets();
    if (packets.isEmpty()) {
      return Answer.blind("packet-capture");
    }
    Map<String, List<Packet>> connections = new LinkedHashMap<>();
    for (Packet packet : packets) {
      String source = packet.source() + ":" + packet.sourcePort();
      String destination = packet.destination() + ":" + packet.destinationPort();
      boolean forward = source.compareTo(destination) < 0;
      connections
          .computeIfAbsent(
              forward ? source + " " + destination : destination + " " + source,
              _ -> new ArrayList<>())
          .add(packet);
    }
    boolean refused = false;
    for (List<Packet> packetsOfOne : connections.values()) {
      List<Packet> answers = packetsOfOne.stream().filter(one -> one.flags().equals("S.")).toList();
      // The client got it and did not want it: neither lost nor completed.
      refused |=
          !answers.isEmpty()
              && packetsOfOne.stream()
                  .allMatch(one -> one.flags().startsWith("S") || one.flags().equals("R"));
      boolean onlyHandshake = packetsOfOne.stream().allMatch(one -> one.flags().startsWith("S"));
      if (answers.size() >= 2 && onlyHandshake) {
        return Answer.found(
            answers.getFirst().source(),
            answers.stream().limit(3).map(Packet::evidence).toList(),
            "count",
            answers.size());
      }
    }
    if (refused) {
      return Answer.blind("packet-capture");
    }
    return Answer.absent(packets.getFirst().evidence().place().file(), "the handshakes");
  }
}
