package dev.whichhop.flows.conversation;

/** What became of a conversation, over all interfaces that saw it. */
public enum Outcome {
  /** Packets went both ways. */
  ANSWERED,
  /** Only SYN, and nothing came back. */
  UNANSWERED,
  /** The server answered with RST and never with SYN-ACK: nothing listens on the port. */
  REFUSED,
  /** Both ways, and no interface saw both: the answer took another way. */
  ANSWERED_ELSEWHERE,
  /** Nothing came back, and nothing tells whether anything should have. */
  ONE_WAY,
  /** A filter stopped the request. */
  REJECTED,
  /** A filter stopped the answer. */
  RETURN_REJECTED,
  /** Only packets of a connection whose opening was not seen, and they were stopped. */
  STRAY
}
