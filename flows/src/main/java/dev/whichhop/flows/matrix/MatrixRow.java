package dev.whichhop.flows.matrix;

import dev.whichhop.flows.conversation.Outcome;
import dev.whichhop.flows.conversation.ServerTold;
import dev.whichhop.flows.conversation.Verdict;
import java.util.Map;

/**
 * All conversations from clients of one range to one port of servers of another that ended in the
 * same way.
 *
 * @param from name of the clients' range
 * @param to name of the servers' range
 * @param asked true when {@code from} is of the ranges given as {@code --from}; the other way about
 *     the servers' side opened them
 * @param port of the servers; 0 where the protocol has none
 * @param verdict {@code REJECT} when a filter stopped request or answer
 * @param conversations different pairs of client address and port and server address
 * @param records flow-log records, of the interface that counts
 * @param packets from the clients
 * @param bytes from the clients
 * @param packetsBack from the servers
 * @param bytesBack from the servers
 * @param first start of the first record, in milliseconds since 1970; -1 unknown
 * @param last end of the last; -1 unknown
 * @param outcomes how many conversations ended how
 * @param told by what their servers were told from their clients
 * @param translated conversations that an interface saw between other addresses than theirs
 * @param repeated conversations that several interfaces saw
 * @param uncertain conversations without answer that may have had one
 */
public record MatrixRow(
    String from,
    String to,
    boolean asked,
    int protocol,
    int port,
    Verdict verdict,
    long conversations,
    long records,
    long packets,
    long bytes,
    long packetsBack,
    long bytesBack,
    long first,
    long last,
    Map<Outcome, Long> outcomes,
    Map<ServerTold, Long> told,
    long translated,
    long repeated,
    long uncertain) {}
