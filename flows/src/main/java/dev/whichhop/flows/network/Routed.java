package dev.whichhop.flows.network;

import dev.whichhop.model.network.Cidr;
import java.util.Optional;

/** A route of a VPC or of a Transit Gateway, as far as choosing one among several goes. */
public sealed interface Routed permits Route, TransitRoute {

  /** The network that it leads to; empty where that is a prefix list. */
  Optional<Cidr> network();

  /** The prefix list that it leads to; empty text where that is a network. */
  String prefixListId();

  /** True for a route that a gateway made known, not a person. */
  boolean propagated();

  /**
   * Among routes to networks of one length the lower one counts: static, prefix list, propagated
   * (VPC user guide, route-tables-priority; Transit Gateway guide, how-transit-gateways-work).
   */
  default int rank() {
    return propagated() ? 2 : prefixListId().isEmpty() ? 0 : 1;
  }

  /**
   * True where the prefix list is that of an AWS service behind a gateway endpoint: it holds public
   * addresses of the service and never those of a VPC (describe-prefix-lists).
   */
  boolean leadsToService();

  /** The destination as it was written. */
  default String destination() {
    return network().map(Cidr::toString).orElse(prefixListId());
  }
}
