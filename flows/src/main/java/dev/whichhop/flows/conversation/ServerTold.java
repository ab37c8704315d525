package dev.whichhop.flows.conversation;

/** How the server of a conversation was told from its client. */
public enum ServerTold {
  /** The client sent SYN or the server SYN-ACK. */
  SYN,
  /** One port is below 1024 (IANA's system ports), the other is not. */
  SYSTEM_PORT,
  /**
   * The address and port that take part in more conversations: a client has a new port for each.
   */
  RECURRING_PORT,
  /** The lower port: those that systems give to clients begin high, at 32768 on Linux. */
  LOWER_PORT,
  /** No port differs: who sent first in the records is the client. */
  FIRST_SENDER
}
