package dev.whichhop.flows.network;

import dev.whichhop.model.network.Cidr;
import java.util.List;
import java.util.stream.Stream;

/**
 * IPv4 addresses that the internet does not route: RFC 1918 and RFC 6598, which internet gateways
 * reject (Reachability Analyzer, IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS and its siblings).
 */
public final class PrivateAddresses {
  private static final List<Cidr> NETWORKS =
      Stream.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")
          .flatMap(text -> Cidr.parse(text).stream())
          .toList();

  private PrivateAddresses() {}

  public static boolean contain(Cidr address) {
    return NETWORKS.stream().anyMatch(network -> network.contains(address));
  }
}
