package dev.whichhop.flows.conversation;

/** How many conversations each address and port takes part in. */
final class Endpoints {
  private final long[] keys;
  private final int[] counts;

  /**
   * @param most that there can be
   */
  Endpoints(int most) {
    int room = Integer.highestOneBit(Math.max(8, most)) * 4;
    keys = new long[room];
    counts = new int[room];
  }

  /** One more conversation of this address, by its number. */
  void count(int address, int port) {
    int slot = slot(address, port);
    keys[slot] = key(address, port);
    counts[slot]++;
  }

  int conversations(int address, int port) {
    return counts[slot(address, port)];
  }

  private int slot(int address, int port) {
    long key = key(address, port);
    int slot = Hash.spread(key) & keys.length - 1;
    while (counts[slot] > 0 && keys[slot] != key) {
      slot = slot + 1 & keys.length - 1;
    }
    return slot;
  }

  private static long key(int address, int port) {
    return (long) address << 16 | port;
  }
}
