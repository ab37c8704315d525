package dev.whichhop.flows.network;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;

/**
 * A VPC endpoint of {@code describe-vpc-endpoints}.
 *
 * @param type {@code Gateway}, {@code Interface}, {@code GatewayLoadBalancer}, …
 */
public record VpcEndpoint(String id, String type, String state, String service, Evidence evidence) {

  static VpcEndpoint of(Node root) {
    return new VpcEndpoint(
        root.get("VpcEndpointId").textOrEmpty(),
        root.get("VpcEndpointType").textOrEmpty(),
        root.get("State").textOrEmpty(),
        root.get("ServiceName").textOrEmpty(),
        root.get("VpcEndpointId").evidence());
  }

  /** The API's enumeration has capitals, its examples have not. */
  public boolean available() {
    return state.equalsIgnoreCase("available");
  }

  public boolean isGateway() {
    return type.equals("Gateway");
  }
}
