package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A capture shows a SYN to one address and the SYN-ACK for that very port from another, which the
 * caller resets: the reply did not take the way back through what had translated the address. RFC
 * 9293, section 3.10.7.1: a segment for a connection that does not exist is answered with a reset.
 */
final class HandshakeAnsweredByOtherAddress implements Check {

  @Override
  public String id() {
    return "handshake-answered-by-other-address";
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
    if (packets.stream().noneMatch(one -> one.flags().equals("S"))) {
      return Answer.blind("packet-capture");
    }
    Map<String, List<Packet>> calls = new TreeMap<>();
    for (Packet packet : packets) {
      if (packet.flags().equals("S")) {
        calls.computeIfAbsent(source(packet), _ -> new ArrayList<>()).add(packet);
      }
    }
    for (Packet packet : packets) {
      if (!packet.flags().equals("S")) {
        calls.computeIfPresent(source(packet), (_, all) -> with(all, packet));
        calls.computeIfPresent(destination(packet), (_, all) -> with(all, packet));
      }
    }
    List<List<Packet>> strayed = calls.values().stream().filter(this::strays).toList();
    if (strayed.isEmpty()) {
      return Answer.absent(packets.getFirst().evidence().place().file(), "the handshakes");
    }
    List<Packet> first = strayed.getFirst();
    Packet answer =
        first.stream().filter(one -> one.flags().equals("S.")).findFirst().orElseThrow();
    Packet reset = first.stream().filter(one -> resets(one, answer)).findFirst().orElseThrow();
    return Answer.found(
        first.getFirst().source(),
        List.of(first.getFirst().evidence(), answer.evidence(), reset.evidence()),
        "count",
        strayed.size(),
        "asked",
        destination(first.getFirst()),
        "answered",
        source(answer));
  }

  private static List<Packet> with(List<Packet> all, Packet one) {
    all.add(one);
    return all;
  }

  /** All answers came from elsewhere, and the caller reset one. The first packet is the SYN. */
  private boolean strays(List<Packet> packets) {
    String asked = destination(packets.getFirst());
    List<Packet> answers = packets.stream().filter(one -> one.flags().equals("S.")).toList();
    return !answers.isEmpty()
        && answers.stream().noneMatch(one -> source(one).equals(asked))
        && packets.stream().anyMatch(one -> resets(one, answers.getFirst()));
  }

  private static boolean resets(Packet packet, Packet answer) {
    return packet.flags().startsWith("R") && destination(packet).equals(source(answer));
  }

  private static String source(Packet packet) {
    return packet.source() + ":" + packet.sourcePort();
  }

  private static String destination(Packet packet) {
    return packet.destination() + ":" + packet.destinationPort();
  }
}
