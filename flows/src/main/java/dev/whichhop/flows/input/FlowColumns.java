package dev.whichhop.flows.input;

import dev.whichhop.records.flowlog.FlowLogFormat;
import java.util.List;

/**
 * Where the fields that answers need stand in the records of one format; -1 where it lacks them.
 *
 * @param networkInterface the interface; of a Transit Gateway its attachment, of a regional NAT
 *     gateway its id
 * @param lost of a Transit Gateway: what it counts as lost
 */
public record FlowColumns(
    int networkInterface,
    int resource,
    int source,
    int destination,
    int packetSource,
    int packetDestination,
    int sourcePort,
    int destinationPort,
    int protocol,
    int packets,
    int bytes,
    int start,
    int end,
    int action,
    int status,
    int flags,
    int direction,
    int rejectReason,
    List<Lost> lost) {

  /** A column of a Transit Gateway that counts lost packets, and why they were lost. */
  public record Lost(int column, String reason) {}

  private static final String LOST = "packets-lost-";

  static FlowColumns of(FlowLogFormat format) {
    int networkInterface = format.column("interface-id");
    return new FlowColumns(
        networkInterface >= 0 ? networkInterface : format.column("tgw-attachment-id"),
        format.column("resource-id"),
        format.column("srcaddr"),
        format.column("dstaddr"),
        format.column("pkt-srcaddr"),
        format.column("pkt-dstaddr"),
        format.column("srcport"),
        format.column("dstport"),
        format.column("protocol"),
        format.column("packets"),
        format.column("bytes"),
        format.column("start"),
        format.column("end"),
        format.column("action"),
        format.column("log-status"),
        format.column("tcp-flags"),
        format.column("flow-direction"),
        format.column("reject-reason"),
        format.fields().stream()
            .filter(field -> field.startsWith(LOST))
            .map(field -> new Lost(format.column(field), field.substring(LOST.length())))
            .toList());
  }
}
