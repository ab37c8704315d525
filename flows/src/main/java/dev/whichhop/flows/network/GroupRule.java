package dev.whichhop.flows.network;

import dev.whichhop.model.evidence.Evidence;

/** A rule of a security group: traffic with one kind of peer that it admits. */
public record GroupRule(
    String group, Direction direction, Selector selector, Peers peers, Evidence evidence)
    implements Rule {

  @Override
  public String words() {
    String way = direction == Direction.INBOUND ? " inbound " : " outbound ";
    return group + way + selector + (direction == Direction.INBOUND ? " from " : " to ") + peers;
  }
}
