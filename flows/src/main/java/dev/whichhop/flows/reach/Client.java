package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.PortRange;
import dev.whichhop.flows.network.Traffic;
import java.util.List;

/**
 * Kinds of clients by the ports that they ask from (VPC user guide, nacl-ephemeral-ports), to say
 * whom it concerns when replies to some ports are refused.
 */
public enum Client {
  LINUX(new PortRange(32_768, 61_000)),
  WINDOWS(new PortRange(49_152, 65_535)),
  /** NAT gateways, load balancers, Lambda functions. */
  NAT_GATEWAY(new PortRange(1024, 65_535));

  private final PortRange ports;

  Client(PortRange ports) {
    this.ports = ports;
  }

  /** How many of its connections get their replies. */
  public enum Served {
    ALL,
    SOME,
    NONE
  }

  public PortRange ports() {
    return ports;
  }

  /**
   * Whether such clients get their replies.
   *
   * @param passing what passes on the way back
   */
  public Served served(List<Traffic> passing) {
    List<PortRange> missing = List.of(ports);
    for (Traffic one : passing) {
      missing = PortRange.minus(missing, one.ports());
    }
    if (missing.isEmpty()) {
      return Served.ALL;
    }
    return missing.equals(List.of(ports)) ? Served.NONE : Served.SOME;
  }
}
