package dev.whichhop.flows.conversation;

/**
 * The packets of a conversation in one direction at one interface with one verdict.
 *
 * @param networkInterface name of the interface; empty when the format has none
 * @param reason why packets were stopped, where the record says it
 * @param flags OR of the TCP flags; -1 when the format has none
 * @param translated the interface saw the packets between other addresses than theirs
 * @param start of the first record, in milliseconds since 1970; -1 unknown
 * @param end of the last record; -1 unknown
 * @param file index of the file of the first record
 * @param line its line
 */
public record FlowPart(
    String networkInterface,
    boolean fromClient,
    Verdict verdict,
    String reason,
    Direction direction,
    int records,
    long packets,
    long bytes,
    int flags,
    boolean translated,
    long start,
    long end,
    int file,
    int line) {

  /** Whether the first packet of a TCP connection is among them; false when that is not known. */
  public boolean opens() {
    return flags >= 0 && (flags & Mark.SYN) != 0 && (flags & Mark.ACK) == 0;
  }

  /** Whether a server accepted a TCP connection with them; false when that is not known. */
  public boolean accepts() {
    return flags >= 0 && (flags & Mark.SYN) != 0 && (flags & Mark.ACK) != 0;
  }

  /** Whether the sender aborted the connection; false when that is not known. */
  public boolean resets() {
    return flags >= 0 && (flags & Mark.RST) != 0;
  }

  /** Only opened, again and again. */
  public boolean onlyOpens() {
    return flags == Mark.SYN;
  }
}
