package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.FlowRecord;
import dev.whichhop.model.evidence.Packet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Connections that went on without a new handshake after a pause, and what the other side did then;
 * in flow records or in a packet capture (aws facts 2.6, "idle timeout" and "conntrack mismatch").
 *
 * @param resumed the first sign of life after the pause
 * @param reset a reset of the other side, if it came
 * @param answered the other side sent anything at all
 */
public record ResumedFlows(Evidence resumed, Optional<Evidence> reset, boolean answered) {
  private static final int SYN = 2;
  private static final int RST = 4;
  private static final int TCP = 6;

  /** Start and end of a flow record may be off by a minute; aws facts 2.3. */
  private static final Duration SLACK = Duration.ofSeconds(60);

  /** A reset answers at once; a capture on one machine needs no more than a round trip. */
  private static final Duration ANSWER = Duration.ofSeconds(2);

  /** True when the evidence has flow records or packets with times. */
  public static boolean visible(Bundle bundle) {
    return bundle.flowRecords().stream().anyMatch(ResumedFlows::timed)
        || bundle.packets().stream().anyMatch(one -> one.time() != null);
  }

  /** Those after a pause of at least {@code pause}. */
  public static List<ResumedFlows> of(Bundle bundle, Duration pause) {
    List<ResumedFlows> found = new ArrayList<>();
    List<FlowRecord> flows =
        bundle.flowRecords().stream()
            .filter(ResumedFlows::timed)
            .sorted(Comparator.comparing(ResumedFlows::start))
            .toList();
    inFlows(flows, pause, found);
    inPackets(bundle.packets().stream().filter(one -> one.time() != null).toList(), pause, found);
    return found;
  }

  private static boolean timed(FlowRecord one) {
    return one.start() != null && one.end() != null && one.protocol() == TCP;
  }

  private static void inFlows(List<FlowRecord> flows, Duration pause, List<ResumedFlows> found) {
    Map<String, FlowRecord> before = new HashMap<>();
    Map<String, List<FlowRecord>> byDirection =
        flows.stream().collect(Collectors.groupingBy(one -> key(one, false)));
    for (FlowRecord one : flows) {
      FlowRecord last = before.put(one.interfaceId() + key(one, false), one);
      boolean resumes = last != null && one.tcpFlags() >= 0 && (one.tcpFlags() & SYN) == 0;
      if (!resumes || Duration.between(end(last), start(one)).compareTo(pause) < 0) {
        continue;
      }
      List<FlowRecord> back = byDirection.getOrDefault(key(one, true), List.of());
      if (back.stream().anyMatch(other -> within(other, last, one))) {
        continue;
      }
      Optional<Evidence> reset =
          back.stream()
              .filter(other -> other.tcpFlags() > 0 && (other.tcpFlags() & RST) != 0)
              .filter(other -> near(one, other))
              .map(FlowRecord::evidence)
              .findFirst();
      // A log of one direction only says nothing about answers.
      boolean answered = back.isEmpty() || back.stream().anyMatch(other -> near(one, other));
      found.add(new ResumedFlows(one.evidence(), reset, answered));
    }
  }

  /** The other side was not silent in the pause. */
  private static boolean within(FlowRecord other, FlowRecord last, FlowRecord next) {
    return start(other).isAfter(end(last).plus(SLACK))
        && end(other).isBefore(start(next).minus(SLACK));
  }

  private static boolean near(FlowRecord one, FlowRecord other) {
    return !start(other).isBefore(start(one).minus(SLACK))
        && !start(other).isAfter(end(one).plus(SLACK));
  }

  private static Instant start(FlowRecord record) {
    return Objects.requireNonNull(record.start());
  }

  private static Instant end(FlowRecord record) {
    return Objects.requireNonNull(record.end());
  }

  private static String key(FlowRecord one, boolean reversed) {
    String source = one.sourceAddress() + " " + one.sourcePort();
    String destination = one.destinationAddress() + " " + one.destinationPort();
    return reversed ? destination + " " + source : source + " " + destination;
  }

  private static void inPackets(List<Packet> packets, Duration pause, List<ResumedFlows> found) {
    Map<String, List<Packet>> connections = new LinkedHashMap<>();
    for (Packet one : packets) {
      connections.computeIfAbsent(key(one), _ -> new ArrayList<>()).add(one);
    }
    Instant end = packets.isEmpty() ? Instant.MIN : time(packets.getLast());
    for (List<Packet> connection : connections.values()) {
      for (int i = 1; i < connection.size(); i++) {
        Duration silence = Duration.between(time(connection.get(i - 1)), time(connection.get(i)));
        if (silence.compareTo(pause) >= 0 && !connection.get(i).flags().startsWith("S")) {
          found.add(after(connection.subList(i, connection.size()), end));
        }
      }
    }
  }

  /** What followed the packet that ended the pause, within the time of an answer. */
  private static ResumedFlows after(List<Packet> rest, Instant end) {
    Packet waking = rest.getFirst();
    Instant late = time(waking).plus(ANSWER);
    List<Packet> back =
        rest.stream()
            .filter(one -> !one.source().equals(waking.source()))
            .filter(one -> !time(one).isAfter(late))
            .toList();
    Optional<Evidence> reset =
        back.stream().filter(one -> one.flags().startsWith("R")).map(Packet::evidence).findFirst();
    // Where the capture stops, an answer may have come later.
    return new ResumedFlows(waking.evidence(), reset, !back.isEmpty() || end.isBefore(late));
  }

  private static String key(Packet one) {
    String source = one.source() + " " + one.sourcePort();
    String destination = one.destination() + " " + one.destinationPort();
    return source.compareTo(destination) < 0
        ? source + " " + destination
        : destination + " " + source;
  }

  private static Instant time(Packet packet) {
    return Objects.requireNonNull(packet.time());
  }
}
