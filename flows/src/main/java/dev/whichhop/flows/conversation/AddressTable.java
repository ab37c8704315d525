package dev.whichhop.flows.conversation;

import dev.whichhop.model.network.IpAddress;
import java.util.Arrays;

/** Numbers for addresses, so that a flow needs four bytes for one and not sixteen. */
final class AddressTable {
  private static final int FREE = -1;

  private long[] high = new long[1 << 10];
  private long[] low = new long[1 << 10];
  private int[] slots = new int[1 << 12];
  private int size;

  AddressTable() {
    Arrays.fill(slots, FREE);
  }

  /** The number of the address of these halves; a new one for a new address. */
  int number(long highHalf, long lowHalf) {
    int slot = slot(highHalf, lowHalf);
    if (slots[slot] >= 0) {
      return slots[slot];
    }
    if (size == high.length) {
      high = Arrays.copyOf(high, 2 * size);
      low = Arrays.copyOf(low, 2 * size);
    }
    high[size] = highHalf;
    low[size] = lowHalf;
    slots[slot] = size++;
    if (2 * size > slots.length) {
      grow();
    }
    return size - 1;
  }

  private int slot(long highHalf, long lowHalf) {
    int mask = slots.length - 1;
    int slot = Hash.spread(highHalf * 31 + lowHalf) & mask;
    while (slots[slot] >= 0 && (low[slots[slot]] != lowHalf || high[slots[slot]] != highHalf)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    Arrays.fill(slots, FREE);
    for (int i = 0; i < size; i++) {
      slots[slot(high[i], low[i])] = i;
    }
  }

  int size() {
    return size;
  }

  IpAddress address(int number) {
    return new IpAddress(high[number], low[number]);
  }

  long high(int number) {
    return high[number];
  }

  long low(int number) {
    return low[number];
  }
}
