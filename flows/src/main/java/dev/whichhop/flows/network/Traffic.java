package dev.whichhop.flows.network;

import java.util.List;

/**
 * Packets of one protocol to a range of ports.
 *
 * @param ports destination ports; of ICMP types; of other protocols every port
 * @param icmpCode -1 for every code, and for what has none
 */
public record Traffic(Protocol protocol, PortRange ports, int icmpCode) {

  public Traffic(Protocol protocol, PortRange ports) {
    this(protocol, ports, -1);
  }

  public Traffic with(PortRange part) {
    return new Traffic(protocol, part, icmpCode);
  }

  /** What is left of this without the other, which is of the same question. */
  public List<Traffic> minus(Traffic other) {
    return protocol.equals(other.protocol)
        ? ports.minus(other.ports).stream().map(this::with).toList()
        : List.of(this);
  }

  @Override
  public String toString() {
    boolean every = ports.equals(protocol.isIcmp() ? PortRange.EVERY_ICMP_TYPE : PortRange.EVERY);
    if (every || !protocol.isIcmp() && !protocol.hasPorts()) {
      return protocol.toString();
    } else if (protocol.isIcmp()) {
      return protocol + " type " + ports + (icmpCode < 0 ? "" : " code " + icmpCode);
    }
    return protocol + " " + ports;
  }
}
