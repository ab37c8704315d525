package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.NatGateway;
import dev.whichhop.model.network.Cidr;
import java.util.Optional;

/**
 * A part of a way on which packets keep their addresses.
 *
 * @param source of the packets as they leave
 * @param nat the NAT gateway that is the sender, if one is
 */
record Leg(Location at, Cidr source, Location to, Optional<NatGateway> nat) {
  static Leg of(Location at, Cidr source, Location to) {
    return new Leg(at, source, to, Optional.empty());
  }

  boolean withinSubnet() {
    return !at.subnetId().isEmpty()
        && at.subnetId().equals(to.subnetId())
        && to.dialled().equals(to.address());
  }
}
