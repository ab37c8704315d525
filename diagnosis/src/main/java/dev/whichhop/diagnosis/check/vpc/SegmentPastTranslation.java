package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Packet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In a capture a segment of a connection comes from another address than all the others, the
 * server's own instead of the Service's, and the receiver answers it with a reset: connection
 * tracking found the segment invalid and did not translate it back (Kubernetes blog, 2019-03-29).
 */
final class SegmentPastTranslation implements Check {

  @Override
  public String id() {
    return "segment-past-translation";
  }

  @Override
  public Hop hop() {
    return Hop.VPC;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.PACKETS);
  }

  /** The end of a connection at the receiver, and the port that it talks to. */
  private record End(String file, String address, int port, int peerPort) {}

  private record Stray(End end, String source) {}

  @Override
  public Answer look(CaseFile file) {
    List<Packet> packets = file.bundle().packets();
    if (packets.isEmpty()) {
      return Answer.blind("packet-capture");
    }
    Map<End, Set<String>> answered = new HashMap<>();
    Map<Stray, Packet> strays = new HashMap<>();
    for (Packet packet : packets) {
      String where = packet.evidence().place().file();
      End to = new End(where, packet.destination(), packet.destinationPort(), packet.sourcePort());
      End from = new End(where, packet.source(), packet.sourcePort(), packet.destinationPort());
      Packet stray = strays.get(new Stray(from, packet.destination()));
      if (packet.flags().startsWith("R") && stray != null) {
        return Answer.found(
            packet.source(),
            List.of(stray.evidence(), packet.evidence()),
            "other",
            packet.destination(),
            "expected",
            answered.getOrDefault(from, Set.of()).stream().sorted().findFirst().orElse(""));
      }
      Set<String> peers = answered.computeIfAbsent(from, _ -> new HashSet<>());
      if (!packet.flags().startsWith("R")) {
        peers.add(packet.destination());
      }
      Set<String> known = answered.getOrDefault(to, Set.of());
      boolean opens = packet.flags().startsWith("S");
      if (!opens && packet.length() > 0 && !known.isEmpty() && !known.contains(packet.source())) {
        strays.putIfAbsent(new Stray(to, packet.source()), packet);
      }
    }
    return Answer.absent(packets.getFirst().evidence().place().file(), "the captured segments");
  }
}
