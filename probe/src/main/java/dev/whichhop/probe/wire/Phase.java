package dev.whichhop.probe.wire;

/** How far a request had come when it ended. */
public enum Phase {
  /** TCP is connected, the TLS handshake is not complete. */
  TLS_HANDSHAKE("in-handshake"),
  /** The request is not fully handed to the kernel. */
  SENDING("while-sending"),
  /** Sent, and not one byte of an answer. */
  WAITING("before-answer"),
  /** A 1xx has come, and no byte of the answer proper. */
  AFTER_INTERIM("after-interim"),
  STATUS_LINE("in-status-line"),
  HEADERS("in-headers"),
  BODY("in-body");

  private final String word;

  Phase(String word) {
    this.word = word;
  }

  /** The part that it has in the code of an ending. */
  public String word() {
    return word;
  }
}
