package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.FlowRecord;
import dev.whichhop.model.evidence.Packet;
import dev.whichhop.model.evidence.Setting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One client address and port was in use towards two addresses of the load balancer at once. With
 * the client's address preserved both connections look the same to a target that gets both (aws
 * facts 2.6, "duplicate source port"). In a capture at the target: a new SYN within an open
 * connection.
 */
final class SamePortAtTwoAddresses implements Check {
  private static final int TCP = 6;

  /** SYNs that came within an open connection; Linux Documentation/networking/snmp_counter.rst. */
  private static final String CHALLENGES = "TcpExtTCPSYNChallenge";

  @Override
  public String id() {
    return "same-source-port-at-two-balancer-addresses";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.FLOW_RECORDS, EvidenceKind.PACKETS, EvidenceKind.SETTINGS, EvidenceKind.AWS);
  }

  @Override
  public Answer look(CaseFile file) {
    Bundle bundle = file.bundle();
    List<Packet> packets = bundle.packets();
    Set<String> balancer = BalancerAddresses.of(bundle);
    List<FlowRecord> flows =
        bundle.flowRecords().stream()
            .filter(one -> one.protocol() == TCP && one.start() != null && one.end() != null)
            .filter(one -> balancer.contains(one.destinationAddress()))
            .toList();
    List<List<Evidence>> found = new ArrayList<>(inFlows(flows));
    found.addAll(inPackets(packets));
    boolean counted = false;
    for (Setting setting : bundle.settings()) {
      if (setting.key().equals(CHALLENGES)) {
        counted = true;
        if (!setting.value().equals("0")) {
          found.add(List.of(setting.evidence()));
        }
      }
    }
    if (!found.isEmpty()) {
      return Answer.found("the load balancer", found.getFirst(), "count", found.size());
    }
    if (!flows.isEmpty() || !packets.isEmpty() || counted) {
      return Answer.absent("flow logs and captures", "the connections");
    }
    return Answer.blind(bundle.flowRecords().isEmpty() ? "flow-logs" : "network-interfaces");
  }

  private static List<List<Evidence>> inFlows(List<FlowRecord> flows) {
    List<List<Evidence>> found = new ArrayList<>();
    Map<String, List<FlowRecord>> byClient = new HashMap<>();
    for (FlowRecord one : flows) {
      String client = one.sourceAddress() + " " + one.sourcePort() + " " + one.destinationPort();
      List<FlowRecord> same = byClient.computeIfAbsent(client, _ -> new ArrayList<>());
      for (FlowRecord other : same) {
        if (!other.destinationAddress().equals(one.destinationAddress()) && overlap(one, other)) {
          found.add(List.of(other.evidence(), one.evidence()));
          break;
        }
      }
      same.add(one);
    }
    return found;
  }

  private static boolean overlap(FlowRecord one, FlowRecord other) {
    Instant start = Objects.requireNonNull(one.start());
    Instant end = Objects.requireNonNull(one.end());
    return !start.isAfter(Objects.requireNonNull(other.end()))
        && !end.isBefore(Objects.requireNonNull(other.start()));
  }

  private static List<List<Evidence>> inPackets(List<Packet> packets) {
    List<List<Evidence>> found = new ArrayList<>();
    Map<String, Packet> open = new HashMap<>();
    for (Packet one : packets) {
      String forth = key(one.source(), one.sourcePort(), one.destination(), one.destinationPort());
      String back = key(one.destination(), one.destinationPort(), one.source(), one.sourcePort());
      if (one.flags().equals("S")) {
        Packet used = open.remove(forth);
        if (used != null) {
          found.add(List.of(used.evidence(), one.evidence()));
        }
      } else if (one.flags().contains("F") || one.flags().contains("R")) {
        open.remove(forth);
        open.remove(back);
      } else if (!one.flags().contains("S") && one.length() > 0) {
        // Only the side that sends data after its handshake counts, so a repeated SYN does not.
        open.put(forth, one);
      }
    }
    return found;
  }

  private static String key(String source, int port, String destination, int otherPort) {
    return source + " " + port + " " + destination + " " + otherPort;
  }
}
