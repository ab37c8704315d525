package dev.whichhop.flows.network;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.network.Cidr;
import java.util.List;
import java.util.Optional;

/**
 * A NAT gateway of {@code describe-nat-gateways}.
 *
 * @param address its first private address
 * @param publicAddress its first Elastic IP address; none where it is a private one
 * @param regional not in one subnet but in the VPC ({@code AvailabilityMode})
 */
public record NatGateway(
    String id,
    String vpcId,
    String subnetId,
    String state,
    Optional<Cidr> address,
    Optional<Cidr> publicAddress,
    boolean regional,
    Evidence evidence) {

  static NatGateway of(Node root) {
    List<Node> addresses = root.get("NatGatewayAddresses").items();
    return new NatGateway(
        root.get("NatGatewayId").textOrEmpty(),
        root.get("VpcId").textOrEmpty(),
        root.get("SubnetId").textOrEmpty(),
        root.get("State").textOrEmpty(),
        first(addresses, "PrivateIp"),
        first(addresses, "PublicIp"),
        root.get("AvailabilityMode").textOrEmpty().equals("regional"),
        root.get("NatGatewayId").evidence());
  }

  private static Optional<Cidr> first(List<Node> addresses, String field) {
    return addresses.stream()
        .flatMap(one -> Cidr.parse(one.get(field).textOrEmpty()).stream())
        .findFirst();
  }

  public boolean available() {
    return state.equals("available");
  }
}
