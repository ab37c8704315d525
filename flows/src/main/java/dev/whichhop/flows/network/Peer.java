package dev.whichhop.flows.network;

import dev.whichhop.model.network.Cidr;
import java.util.Optional;
import java.util.Set;

/**
 * The other end as the rules of a security group see it.
 *
 * @param address an address, or a network where every address of it is asked for
 * @param groups ids of its security groups; empty where its network interface is not known
 */
public record Peer(Cidr address, Optional<Set<String>> groups, Link link) {}
