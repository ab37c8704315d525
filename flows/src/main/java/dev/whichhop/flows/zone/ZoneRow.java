package dev.whichhop.flows.zone;

import dev.whichhop.flows.conversation.Endpoint;

/**
 * What was sent from one zone to another.
 *
 * @param from zone of the senders; of a NAT gateway its interface; empty when it is not known
 * @param to likewise of the receivers
 * @param before bytes before the time that is asked about; 0 when none is
 * @param after bytes from then on, or all
 * @param most the two hosts between which it changed most
 */
public record ZoneRow(Way way, String from, String to, long before, long after, Most most) {

  /** Bytes from one end to the other; the client's port is left out. */
  public record Most(Endpoint from, Endpoint to, long before, long after) {}
}
