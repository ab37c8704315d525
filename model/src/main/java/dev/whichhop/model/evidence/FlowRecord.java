package dev.whichhop.model.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One VPC or Transit Gateway flow-log record; ports and counters are -1 where the record has {@code
 * -}, texts are empty there.
 *
 * @param interfaceId network interface; the attachment of a Transit Gateway, the id of a regional
 *     NAT gateway
 * @param packetSource source of the packets themselves ({@code pkt-srcaddr}): behind NAT and
 *     Transit Gateways, and for pods, the only field with the true peer
 * @param packetDestination destination of the packets themselves ({@code pkt-dstaddr})
 * @param action {@code ACCEPT}, {@code REJECT} or empty
 * @param rejectReason {@code BPA}, {@code EC}, or of a Transit Gateway the fields that count lost
 *     packets; mostly empty
 * @param direction {@code ingress}, {@code egress} or empty
 * @param logStatus {@code OK}, {@code NODATA}, {@code SKIPDATA} or empty
 * @param tcpFlags OR of the flags seen in the interval (2 = SYN, 18 = SYN-ACK, 4 = RST); -1 unknown
 */
public record FlowRecord(
    String interfaceId,
    String sourceAddress,
    String destinationAddress,
    String packetSource,
    String packetDestination,
    int sourcePort,
    int destinationPort,
    int protocol,
    long packets,
    long bytes,
    @Nullable Instant start,
    @Nullable Instant end,
    String action,
    String rejectReason,
    String direction,
    String logStatus,
    int tcpFlags,
    Evidence evidence) {

  public boolean rejected() {
    return action.equals("REJECT");
  }
}
