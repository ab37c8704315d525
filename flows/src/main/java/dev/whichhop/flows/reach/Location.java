package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.NetworkInterface;
import dev.whichhop.model.network.Cidr;
import java.util.List;
import java.util.Optional;

/**
 * An end of the way.
 *
 * @param name as the user gave it
 * @param address what it has in its own network; a network where a subnet or CIDR was named
 * @param dialled the address that the other end uses for it: another one where it has a public
 *     address and that was named
 * @param networkInterface empty where none is known to have the address
 * @param subnetId empty where no known subnet has the address
 * @param vpcId empty for an end outside of the VPCs that were read
 */
public record Location(
    String name,
    Cidr address,
    Cidr dialled,
    Optional<NetworkInterface> networkInterface,
    String subnetId,
    String vpcId) {

  static Location outside(String name, Cidr address) {
    return new Location(name, address, address, Optional.empty(), "", "");
  }

  static Location of(String name, NetworkInterface one, Cidr address, Cidr dialled) {
    return new Location(name, address, dialled, Optional.of(one), one.subnetId(), one.vpcId());
  }

  public boolean isOutside() {
    return vpcId.isEmpty();
  }

  boolean isIpv4() {
    return address.first().isIpv4();
  }

  /** Ids of its security groups; empty where its interface is not known. */
  Optional<List<String>> groups() {
    return networkInterface.flatMap(NetworkInterface::groupIds);
  }

  Location dialledAs(Cidr other) {
    return new Location(name, address, other, networkInterface, subnetId, vpcId);
  }
}
