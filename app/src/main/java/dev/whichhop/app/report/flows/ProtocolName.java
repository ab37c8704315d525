package dev.whichhop.app.report.flows;

/** Names of protocol numbers (IANA, Assigned Internet Protocol Numbers). */
final class ProtocolName {
  private ProtocolName() {}

  /** {@code tcp/443}, {@code icmp}, {@code 47}. */
  static String of(int protocol, int port) {
    String name =
        switch (protocol) {
          case 1 -> "icmp";
          case 6 -> "tcp";
          case 17 -> "udp";
          case 58 -> "icmpv6";
          case 132 -> "sctp";
          default -> "" + protocol;
        };
    return port == 0 ? name : name + "/" + port;
  }
}
