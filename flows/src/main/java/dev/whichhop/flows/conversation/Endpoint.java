package dev.whichhop.flows.conversation;

import dev.whichhop.model.network.IpAddress;

/**
 * One end of a conversation.
 *
 * @param port 0 where the protocol has none or the format does not say
 */
public record Endpoint(IpAddress address, int port) {

  @Override
  public String toString() {
    String text = address.isIpv4() ? address.toString() : "[" + address + "]";
    return port == 0 ? address.toString() : text + ":" + port;
  }
}
