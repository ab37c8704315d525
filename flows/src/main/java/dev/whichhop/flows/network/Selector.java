package dev.whichhop.flows.network;

import dev.whichhop.model.evidence.Node;
import java.util.Optional;

/**
 * Which packets a rule speaks of, its addresses aside.
 *
 * @param ports destination ports; of ICMP types; of other protocols every port, whatever the rule
 *     has there (EC2 API, IpPermission: "allows traffic on all ports, regardless of any port
 *     range")
 * @param icmpCode -1 for every code
 */
public record Selector(Protocol protocol, PortRange ports, int icmpCode) {
  /**
   * What it selects of traffic.
   *
   * @param whole false when only some codes of these ICMP types are selected
   */
  record Selection(PortRange ports, boolean whole) {}

  /**
   * The selector of a rule.
   *
   * @param from the field with the first port or the ICMP type; may be missing
   * @param to the field with the last port or the ICMP code; may be missing
   */
  static Selector read(Protocol protocol, Node from, Node to) {
    int first = number(from);
    int last = number(to);
    if (protocol.hasPorts() && first >= 0 && (last < first || last > PortRange.EVERY.to())) {
      throw new UnreadableRule(to, "a port from " + first + " to " + PortRange.EVERY.to());
    }
    return of(protocol, first, last);
  }

  private static int number(Node field) {
    return field.text().isEmpty()
        ? -1
        : (int) field.whole().orElseThrow(() -> new UnreadableRule(field, "a number"));
  }

  /**
   * A selector as rules are written: two numbers that are ports, or a type and a code with -1 for
   * every one.
   */
  static Selector of(Protocol protocol, int from, int to) {
    if (protocol.isIcmp()) {
      return new Selector(protocol, from < 0 ? PortRange.EVERY_ICMP_TYPE : PortRange.of(from), to);
    }
    boolean ports = protocol.hasPorts() && from >= 0 && to >= from;
    return new Selector(protocol, ports ? new PortRange(from, to) : PortRange.EVERY, -1);
  }

  Optional<Selection> of(Traffic traffic) {
    if (protocol.equals(Protocol.EVERY)) {
      return Optional.of(new Selection(traffic.ports(), true));
    }
    boolean otherCode = icmpCode >= 0 && traffic.icmpCode() >= 0 && icmpCode != traffic.icmpCode();
    if (!protocol.equals(traffic.protocol()) || otherCode) {
      return Optional.empty();
    }
    boolean whole = icmpCode < 0 || traffic.icmpCode() >= 0;
    return ports.intersection(traffic.ports()).map(part -> new Selection(part, whole));
  }

  @Override
  public String toString() {
    return protocol.equals(Protocol.EVERY)
        ? "-1"
        : new Traffic(protocol, ports, icmpCode).toString();
  }
}
