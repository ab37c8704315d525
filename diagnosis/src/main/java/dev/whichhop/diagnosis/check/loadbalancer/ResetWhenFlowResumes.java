package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.FlowRecord;
import dev.whichhop.model.evidence.Packet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A connection that was silent for longer than the idle timeout goes on without a new handshake and
 * is answered with RST; in flow records or in a packet capture (aws facts 2.6, "idle timeout").
 */
final class ResetWhenFlowResumes implements Check {
  private static final int SYN = 2;
  private static final int RST = 4;

  /** Start and end of a flow record may be off by a minute; aws facts 2.3. */
  private static final Duration SLACK = Duration.ofSeconds(60);

  /** A reset answers at once; a capture on one machine needs no more than a round trip. */
  private static final Duration ANSWER = Duration.ofSeconds(2);

  @Override
  public String id() {
    return "reset-when-flow-resumes";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.FLOW_RECORDS, EvidenceKind.PACKETS, EvidenceKind.AWS_ATTRIBUTES);
  }

  @Override
  public Answer look(CaseFile file) {
    Duration timeout = FailsOnlyPastIdleTimeout.timeout(file.bundle());
    List<FlowRecord> flows =
        file.bundle().flowRecords().stream()
            .filter(one -> one.start() != null && one.end() != null && one.protocol() == 6)
            .sorted(Comparator.comparing(ResetWhenFlowResumes::start))
            .toList();
    List<Packet> packets =
        file.bundle().packets().stream().filter(one -> one.time() != null).toList();
    if (flows.isEmpty() && packets.isEmpty()) {
      return Answer.blind("flow-logs");
    }
    List<Evidence> evidence = new ArrayList<>(inFlows(flows, timeout));
    evidence.addAll(inPackets(packets, timeout));
    return evidence.isEmpty()
        ? Answer.absent(
            (flows.isEmpty() ? packets.getFirst().evidence() : flows.getFirst().evidence())
                .place()
                .file(),
            "the connections")
        : Answer.found(
            "the connections",
            evidence.subList(0, Math.min(4, evidence.size())),
            "timeout",
            timeout.toSeconds());
  }

  private static List<Evidence> inFlows(List<FlowRecord> flows, Duration timeout) {
    List<Evidence> evidence = new ArrayList<>();
    Map<String, FlowRecord> before = new HashMap<>();
    Map<String, List<FlowRecord>> resets =
        flows.stream()
            .filter(one -> one.tcpFlags() > 0 && (one.tcpFlags() & RST) != 0)
            .collect(Collectors.groupingBy(one -> key(one, true)));
    for (FlowRecord one : flows) {
      String key = one.interfaceId() + key(one, false);
      FlowRecord last = before.put(key, one);
      boolean resumes = last != null && one.tcpFlags() >= 0 && (one.tcpFlags() & SYN) == 0;
      if (!resumes || Duration.between(end(last), start(one)).compareTo(timeout) < 0) {
        continue;
      }
      resets.getOrDefault(key(one, false), List.of()).stream()
          .filter(other -> Duration.between(start(one), start(other)).abs().compareTo(SLACK) <= 0)
          .findFirst()
          .ifPresent(other -> {
            evidence.add(one.evidence());
            evidence.add(other.evidence());
          });
    }
    return evidence;
  }

  private static Instant start(FlowRecord record) {
    return java.util.Objects.requireNonNull(record.start());
  }

  private static Instant end(FlowRecord record) {
    return java.util.Objects.requireNonNull(record.end());
  }

  private static String key(FlowRecord one, boolean reversed) {
    String source = one.sourceAddress() + " " + one.sourcePort();
    String destination = one.destinationAddress() + " " + one.destinationPort();
    return reversed ? destination + " " + source : source + " " + destination;
  }

  private static List<Evidence> inPackets(List<Packet> packets, Duration timeout) {
    List<Evidence> evidence = new ArrayList<>();
    Map<String, Packet> before = new HashMap<>();
    Map<String, Packet> resumed = new HashMap<>();
    for (Packet one : packets) {
      String source = one.source() + " " + one.sourcePort();
      String destination = one.destination() + " " + one.destinationPort();
      String key =
          source.compareTo(destination) < 0
              ? source + " " + destination
              : destination + " " + source;
      Packet waking = resumed.get(key);
      if (waking != null
          && one.flags().startsWith("R")
          && !waking.source().equals(one.source())
          && Duration.between(time(waking), time(one)).compareTo(ANSWER) <= 0) {
        evidence.add(waking.evidence());
        evidence.add(one.evidence());
      }
      Packet last = before.put(key, one);
      boolean pause =
          last != null && Duration.between(time(last), time(one)).compareTo(timeout) >= 0;
      if (pause && !one.flags().startsWith("S")) {
        resumed.put(key, one);
      }
    }
    return evidence;
  }

  private static Instant time(Packet packet) {
    return java.util.Objects.requireNonNull(packet.time());
  }
}
