package dev.whichhop.flows.network;

import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.network.Cidr;

/** A rule or route that is not of the form of the EC2 API. */
final class UnreadableRule extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnreadableRule(Node where, String expected) {
    super(where.place() + ": expected " + expected + ", found \"" + where.textOrEmpty() + "\"");
  }

  static Protocol protocol(Node field) {
    return Protocol.parse(field.textOrEmpty())
        .orElseThrow(() -> new UnreadableRule(field, "a protocol"));
  }

  static Cidr network(Node field) {
    return Cidr.parse(field.textOrEmpty()).orElseThrow(() -> new UnreadableRule(field, "a CIDR"));
  }
}
