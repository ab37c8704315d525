package dev.whichhop.flows.conversation;

/**
 * What is remembered of the records of a flow, one bit each. The lower ones are those of {@code
 * tcp-flags}, which AWS ORs over the window: FIN, SYN, RST, and ACK beside SYN only.
 */
final class Mark {
  static final int FIN = 1;
  static final int SYN = 2;
  static final int RST = 4;

  /** At least one record says its flags. */
  static final int FLAGS = 8;

  static final int ACK = 16;
  static final int INGRESS = 32;
  static final int EGRESS = 64;

  /** The addresses of the packets are not those between which the interface saw them. */
  static final int TRANSLATED = 128;

  static final int ALL_FLAGS = FIN | SYN | RST | ACK;

  private Mark() {}

  static Direction direction(int mark) {
    return switch (mark & (INGRESS | EGRESS)) {
      case INGRESS -> Direction.INGRESS;
      case EGRESS -> Direction.EGRESS;
      default -> Direction.UNKNOWN;
    };
  }
}
