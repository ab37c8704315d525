package dev.whichhop.flows.network;

import dev.whichhop.model.network.Cidr;

/** Whom a rule of a security group names at the other end. */
public sealed interface Peers {

  /** All addresses of a network. */
  record InNetwork(Cidr network) implements Peers {
    @Override
    public String toString() {
      return network.toString();
    }
  }

  /** The addresses of a prefix list, whatever its entries are at the time. */
  record InPrefixList(String id) implements Peers {
    @Override
    public String toString() {
      return id;
    }
  }

  /** The network interfaces that have a security group. */
  record OfGroup(String id) implements Peers {
    @Override
    public String toString() {
      return id;
    }
  }
}
