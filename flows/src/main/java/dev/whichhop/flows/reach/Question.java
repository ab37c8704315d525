package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.PortRange;
import dev.whichhop.flows.network.Protocol;
import dev.whichhop.flows.network.Traffic;
import java.util.List;
import java.util.Optional;

/**
 * Which traffic is asked about, and what answers it.
 *
 * @param request packets of the one who asks
 * @param reply packets that answer them
 */
public record Question(Protocol protocol, List<Traffic> request, List<Traffic> reply) {
  /** Clients of all kinds between them: VPC user guide, nacl-ephemeral-ports. */
  public static final PortRange EPHEMERAL = new PortRange(1024, 65_535);

  private static final PortRange ECHO = PortRange.of(8);
  private static final PortRange ECHO_REPLY = PortRange.of(0);
  private static final PortRange ECHO_V6 = PortRange.of(128);
  private static final PortRange ECHO_REPLY_V6 = PortRange.of(129);

  /**
   * A question.
   *
   * @param protocol of ICMP an echo and its reply are meant (RFC 792; of IPv6 RFC 4443)
   * @param ports at the destination; empty for every port
   * @param clientPorts at the source
   */
  public static Question of(
      Protocol protocol, Optional<PortRange> ports, PortRange clientPorts, boolean ipv4) {
    if (protocol.isIcmp()) {
      Protocol icmp = ipv4 ? Protocol.ICMP : Protocol.ICMPV6;
      return new Question(
          icmp,
          List.of(new Traffic(icmp, ipv4 ? ECHO : ECHO_V6, 0)),
          List.of(new Traffic(icmp, ipv4 ? ECHO_REPLY : ECHO_REPLY_V6, 0)));
    }
    if (protocol.equals(Protocol.EVERY)) {
      List<Traffic> everything =
          List.of(
              new Traffic(Protocol.TCP, PortRange.EVERY),
              new Traffic(Protocol.UDP, PortRange.EVERY),
              new Traffic(ipv4 ? Protocol.ICMP : Protocol.ICMPV6, PortRange.EVERY_ICMP_TYPE),
              new Traffic(Protocol.ANOTHER, PortRange.EVERY));
      return new Question(protocol, everything, everything);
    }
    PortRange reply = protocol.hasPorts() ? clientPorts : PortRange.EVERY;
    return new Question(
        protocol,
        List.of(new Traffic(protocol, ports.orElse(PortRange.EVERY))),
        List.of(new Traffic(protocol, reply)));
  }

  /** True where nobody named a port: then what passes is the answer, and nothing has to change. */
  boolean isOpen() {
    return protocol.hasPorts()
        && request.stream().allMatch(one -> one.ports().equals(PortRange.EVERY));
  }

  List<Traffic> traffic(Way way) {
    return way == Way.REQUEST ? request : reply;
  }

  String words(Way way) {
    return Decisions.words(traffic(way));
  }

  /**
   * Gateway endpoints take TCP and ICMP echo only (Reachability Analyzer,
   * VPCE_GATEWAY_PROTOCOL_RESTRICTION).
   */
  boolean fitsGatewayEndpoint() {
    return protocol.equals(Protocol.TCP) || protocol.equals(Protocol.ICMP);
  }
}
