package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.NetworkInterface;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.FlowRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An interface got the opening of a connection whose sender is itself: the load balancer sent it
 * back with the sender's address preserved, and the sender drops it or answers past the balancer
 * (aws facts 2.6, "hairpin"). Nothing else sends a packet out to come in again: what stays on one
 * machine crosses no interface.
 *
 * <p>A format without {@code pkt-*} shows for the interface's own end always its first address (aws
 * facts 2.5), so a pod that meets another one of its node looks the same as one that meets itself.
 */
final class FlowReturnsToItsSender implements Check {
  private static final int TCP = 6;
  private static final int SYN = 2;
  private static final int SYN_ACK_OR_ACK_SEEN = 16;

  @Override
  public String id() {
    return "flow-returns-to-its-sender";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.FLOW_RECORDS, EvidenceKind.AWS);
  }

  @Override
  public Answer look(CaseFile file) {
    Bundle bundle = file.bundle();
    Map<String, NetworkInterface> interfaces = new HashMap<>();
    NetworkInterface.of(bundle).forEach(one -> interfaces.put(one.id(), one));
    List<FlowRecord> opening =
        bundle.flowRecords().stream().filter(FlowReturnsToItsSender::opens).toList();
    List<FlowRecord> returned =
        opening.stream().filter(one -> returns(one, interfaces.get(one.interfaceId()))).toList();
    if (!returned.isEmpty()) {
      FlowRecord first = returned.getFirst();
      return Answer.found(
          first.interfaceId(),
          returned.stream().limit(3).map(FlowRecord::evidence).toList(),
          "count",
          returned.size(),
          "source",
          source(first),
          "port",
          first.destinationPort());
    }
    boolean holes =
        bundle.flowRecords().stream().anyMatch(one -> one.logStatus().equals("SKIPDATA"));
    // Of a target that never called the balancer the records cannot tell.
    return !holes && targetCalls(opening, BalancerAddresses.of(bundle), interfaces)
        ? Answer.absent(opening.getFirst().evidence().place().file(), "the targets")
        : Answer.blind(bundle.flowRecords().isEmpty() ? "flow-logs" : "network-interfaces");
  }

  /** A connection begins with these packets, or may: the default format has no flags. */
  private static boolean opens(FlowRecord one) {
    boolean known = one.tcpFlags() >= 0;
    return one.protocol() == TCP
        && one.action().equals("ACCEPT")
        && (!known || (one.tcpFlags() & SYN) != 0 && one.tcpFlags() < SYN_ACK_OR_ACK_SEEN);
  }

  /** Both ends are the interface's own; without its description, both are one address. */
  private static boolean returns(FlowRecord one, @Nullable NetworkInterface at) {
    if (source(one).isEmpty() || one.direction().equals("egress")) {
      return false;
    }
    return source(one).equals(destination(one))
        || has(at, source(one)) && has(at, destination(one));
  }

  private static boolean has(@Nullable NetworkInterface at, String address) {
    return at != null && at.has(address);
  }

  /** Whether a machine that also gets connections calls the load balancer. */
  private static boolean targetCalls(
      List<FlowRecord> opening, Set<String> balancer, Map<String, NetworkInterface> interfaces) {
    Set<String> called =
        opening.stream()
            .filter(one -> has(interfaces.get(one.interfaceId()), destination(one)))
            .map(FlowRecord::interfaceId)
            .collect(Collectors.toSet());
    return opening.stream()
        .filter(one -> balancer.contains(destination(one)) && called.contains(one.interfaceId()))
        .anyMatch(one -> has(interfaces.get(one.interfaceId()), source(one)));
  }

  private static String source(FlowRecord one) {
    return one.packetSource().isEmpty() ? one.sourceAddress() : one.packetSource();
  }

  private static String destination(FlowRecord one) {
    return one.packetDestination().isEmpty() ? one.destinationAddress() : one.packetDestination();
  }
}
