package dev.whichhop.model.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One VPC flow-log record; ports and counters are -1 where the record has {@code -}.
 *
 * @param action {@code ACCEPT}, {@code REJECT} or empty
 * @param logStatus {@code OK}, {@code NODATA}, {@code SKIPDATA} or empty
 * @param tcpFlags OR of the flags seen in the interval (2 = SYN, 18 = SYN-ACK, 4 = RST); -1 unknown
 */
public record FlowRecord(
    String interfaceId,
    String sourceAddress,
    String destinationAddress,
    int sourcePort,
    int destinationPort,
    int protocol,
    long packets,
    long bytes,
    @Nullable Instant start,
    @Nullable Instant end,
    String action,
    String logStatus,
    int tcpFlags,
    Evidence evidence) {

  public boolean rejected() {
    return action.equals("REJECT");
  }
}
