package dev.whichhop.flows.empty;

import dev.whichhop.flows.network.Network;
import dev.whichhop.flows.network.Subnet;
import dev.whichhop.flows.network.Vpc;
import dev.whichhop.model.network.Cidr;
import dev.whichhop.model.network.IpAddress;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses to which traffic is never written ("Flow log limitations", VPC guide), where that can
 * be told from the address alone.
 */
final class NeverLogged {
  private static final List<IpAddress> EVERYWHERE =
      Stream.of(
              // instance metadata and time, by address in the list of limitations
              "169.254.169.254",
              "169.254.169.123",
              // the Amazon DNS server ("Understanding Amazon DNS", VPC guide)
              "169.254.169.253",
              "fd00:ec2::253",
              // Windows activation ("EC2Config tasks", EC2 user guide)
              "169.254.169.250",
              "169.254.169.251",
              "fd00:ec2::250")
          .map(address -> IpAddress.parse(address).orElseThrow())
          .toList();

  private NeverLogged() {}

  static boolean is(IpAddress address, Network network) {
    return EVERYWHERE.contains(address)
        || network.subnets().stream().map(Subnet::networks).anyMatch(one -> isRouter(address, one))
        || network.vpcs().stream().map(Vpc::networks).anyMatch(one -> isDns(address, one));
  }

  /** The second address of a subnet is the router's ("Subnet CIDR blocks", VPC guide). */
  private static boolean isRouter(IpAddress address, List<Cidr> subnet) {
    return ipv4(subnet).anyMatch(one -> address.equals(behind(one, 1)));
  }

  /** Of a VPC, the third address of its first IPv4 network; the first one is the primary one. */
  private static boolean isDns(IpAddress address, List<Cidr> vpc) {
    return ipv4(vpc).findFirst().filter(one -> address.equals(behind(one, 2))).isPresent();
  }

  private static Stream<Cidr> ipv4(Collection<Cidr> networks) {
    return networks.stream().filter(Cidr::isIpv4);
  }

  private static IpAddress behind(Cidr network, int places) {
    return new IpAddress(network.first().high(), network.first().low() + places);
  }
}
