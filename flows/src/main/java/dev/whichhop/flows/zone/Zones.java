package dev.whichhop.flows.zone;

import dev.whichhop.flows.network.Network;
import dev.whichhop.flows.network.NetworkInterface;
import dev.whichhop.flows.network.Subnet;
import dev.whichhop.model.network.Cidr;
import dev.whichhop.model.network.IpAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The Availability Zones of addresses by their subnets, and the interfaces of NAT gateways. */
public final class Zones {
  /** {@code InterfaceType} of describe-network-interfaces. */
  private static final String NAT = "nat_gateway";

  /** The narrower networks first. */
  private final TreeMap<Integer, Map<Cidr, String>> byBits =
      new TreeMap<>(Comparator.reverseOrder());

  private final Map<IpAddress, String> known = new HashMap<>();
  private final Set<String> natInterfaces = new HashSet<>();
  private final Set<IpAddress> natAddresses = new HashSet<>();

  public Zones(Network network) {
    for (Subnet subnet : network.subnets()) {
      for (Cidr one : subnet.networks()) {
        // Two VPCs may have one network in two zones: then the address does not tell the zone.
        byBits
            .computeIfAbsent(one.bits(), _ -> new HashMap<>())
            .merge(one, subnet.zone(), (a, b) -> a.equals(b) ? a : "");
      }
    }
    for (NetworkInterface one : network.interfaces()) {
      if (one.type().equals(NAT)) {
        natInterfaces.add(one.id());
        one.addresses().stream()
            .filter(Cidr::isAddress)
            .forEach(address -> natAddresses.add(address.first()));
      }
    }
  }

  /** False when no subnet is described, so that no zone is known. */
  public boolean anyKnown() {
    return !byBits.isEmpty();
  }

  /** The zone of an address; empty when it is in no subnet, or in those of several zones. */
  String of(IpAddress address) {
    return known.computeIfAbsent(address, this::find);
  }

  private String find(IpAddress address) {
    for (Map<Cidr, String> networks : byBits.values()) {
      List<String> found =
          networks.entrySet().stream()
              .filter(one -> one.getKey().contains(address))
              .map(Map.Entry::getValue)
              .toList();
      if (!found.isEmpty()) {
        return found.getFirst();
      }
    }
    return "";
  }

  boolean isNat(String networkInterface) {
    return natInterfaces.contains(networkInterface);
  }

  boolean isNat(IpAddress address) {
    return natAddresses.contains(address);
  }
}
