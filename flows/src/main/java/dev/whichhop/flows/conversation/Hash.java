package dev.whichhop.flows.conversation;

/** Spreads keys over the slots of a table. */
final class Hash {
  /** The golden ratio in 64 bits: Knuth, The Art of Computer Programming, 6.4. */
  private static final long MULTIPLIER = 0x9e37_79b9_7f4a_7c15L;

  private Hash() {}

  /** Non-negative; similar keys lie far apart. */
  static int spread(long key) {
    long product = key * MULTIPLIER;
    return (int) (product >>> 33 ^ product >>> 45) & Integer.MAX_VALUE;
  }
}
