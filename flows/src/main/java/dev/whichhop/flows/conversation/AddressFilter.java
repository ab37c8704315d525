package dev.whichhop.flows.conversation;

/** Which flows are asked about, by their addresses; asked for every record. */
@FunctionalInterface
public interface AddressFilter {
  /** Keeps every flow. */
  AddressFilter ALL = (_, _, _, _) -> true;

  /** Whether flows between these addresses, given by their halves, are kept. */
  boolean keeps(long sourceHigh, long sourceLow, long destinationHigh, long destinationLow);
}
