package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Node;
import java.util.HashSet;
import java.util.Set;

/** Private addresses of load balancers: told by themselves, or by their network interfaces. */
final class BalancerAddresses {
  private BalancerAddresses() {}

  static Set<String> of(Bundle bundle) {
    Set<String> found = new HashSet<>();
    for (Node balancer : bundle.aws("LoadBalancers")) {
      for (Node address : balancer.below("PrivateIPv4Address")) {
        found.add(address.textOrEmpty());
      }
    }
    for (Node one : bundle.aws("NetworkInterfaces")) {
      // The description that Elastic Load Balancing gives: "ELB net/<name>/<id>" (aws facts 5.3).
      if (one.get("Description").textOrEmpty().startsWith("ELB net/")) {
        found.add(one.get("PrivateIpAddress").textOrEmpty());
      }
    }
    return found;
  }
}
