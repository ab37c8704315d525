package dev.whichhop.flows.reject;

import dev.whichhop.flows.conversation.Direction;
import dev.whichhop.flows.conversation.Endpoint;
import dev.whichhop.flows.conversation.StopKind;
import dev.whichhop.model.network.IpAddress;
import java.util.List;

/**
 * All packets that one interface stopped for the same reason between clients and one port of a
 * server.
 *
 * @param networkInterface where; empty when the format does not say
 * @param direction which way the packets went through it
 * @param reason what the record says ({@code BPA}, {@code EC}, what a Transit Gateway counts), else
 *     empty
 * @param server who was asked
 * @param reply true when the packets were the server's answers
 * @param clients who asked, most conversations first; no more than {@link Rejections#MOST_CLIENTS}
 * @param clientCount how many different ones
 * @param clientPort of the conversation whose record was first in the files
 * @param conversations how many
 * @param first start of the first such record, in milliseconds since 1970; -1 unknown
 * @param last end of the last; -1 unknown
 * @param file index of the file of the first record
 * @param line its line
 * @param passed conversations with the same port of the server that passed this interface
 * @param lastPassed end of the last of them; -1 when there is none
 */
public record Rejection(
    String networkInterface,
    Direction direction,
    StopKind kind,
    String reason,
    int protocol,
    Endpoint server,
    boolean reply,
    List<Client> clients,
    int clientCount,
    int clientPort,
    long conversations,
    long records,
    long packets,
    long bytes,
    long first,
    long last,
    int file,
    int line,
    long passed,
    long lastPassed) {

  /** One client and how many of its conversations were stopped. */
  public record Client(IpAddress address, long conversations) {}
}
