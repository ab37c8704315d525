package dev.whichhop.flows.conversation;

import java.util.Arrays;

/**
 * Sums of the records of one flow in one direction at one interface with one verdict. Not objects
 * but eight longs a flow, which is one line of a processor's cache: millions of flows are kept
 * until the last record is read, and each record goes to another one.
 *
 * <p>All that is kept is a sum, a least, a greatest or an OR, so the order of records does not
 * matter.
 */
final class FlowTable {
  private static final int FREE = -1;

  /** Flows in one block; blocks are added and never copied. */
  private static final int BLOCK = 1 << 14;

  private static final int WIDTH = 8;

  /** Numbers of source and destination address. */
  private static final int ADDRESSES = 0;

  /** Ports, and the number of the interface. */
  private static final int PORTS = 1;

  /** How many records, what is marked of them, and the kind. */
  private static final int COUNT = 2;

  private static final int PACKETS = 3;
  private static final int BYTES = 4;
  private static final int START = 5;
  private static final int END = 6;

  /** File and line of the first record. */
  private static final int PLACE = 7;

  private static final int COUNT_SHIFT = 32;
  private static final int MARK_SHIFT = 16;
  private static final long KIND_MASK = 0xffff;

  private long[][] blocks = new long[16][];

  /** Between which addresses an interface saw packets that have others; mostly not needed. */
  private long[][] seen = new long[16][];

  private int[] slots = new int[1 << 14];
  private int size;

  FlowTable() {
    Arrays.fill(slots, FREE);
  }

  int size() {
    return size;
  }

  /**
   * The index of a flow; a new one for a new flow.
   *
   * @param ports source port in the upper half, destination port in the lower
   * @param kind protocol in the lower byte, verdict and reason in the upper
   */
  int flow(int networkInterface, int source, int destination, int ports, int kind) {
    long addresses = pair(source, destination);
    long where = pair(ports, networkInterface);
    int slot = slot(addresses, where, kind);
    if (slots[slot] >= 0) {
      return slots[slot];
    }
    int flow = size++;
    if (flow / BLOCK == blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * blocks.length);
      seen = Arrays.copyOf(seen, blocks.length);
    }
    if (flow % BLOCK == 0) {
      blocks[flow / BLOCK] = new long[BLOCK * WIDTH];
    }
    long[] block = block(flow);
    int at = at(flow);
    block[at + ADDRESSES] = addresses;
    block[at + PORTS] = where;
    block[at + COUNT] = kind;
    block[at + START] = Long.MAX_VALUE;
    block[at + END] = -1;
    block[at + PLACE] = Long.MAX_VALUE;
    slots[slot] = flow;
    if (2 * size > slots.length) {
      growSlots();
    }
    return flow;
  }

  /** Adds records to a flow; {@code place} is from {@link #pair}. */
  void add(
      int flow, int mark, int records, long packets, long bytes, long start, long end, long place) {
    long[] block = block(flow);
    int at = at(flow);
    block[at + COUNT] =
        (block[at + COUNT] | (long) mark << MARK_SHIFT) + ((long) records << COUNT_SHIFT);
    block[at + PACKETS] += packets;
    block[at + BYTES] += bytes;
    block[at + START] = Math.min(block[at + START], start);
    block[at + END] = Math.max(block[at + END], end);
    block[at + PLACE] = Math.min(block[at + PLACE], place);
  }

  /** Remembers between which addresses, by number, the interface saw the packets. */
  void sawBetween(int flow, int source, int destination) {
    if (seen[flow / BLOCK] == null) {
      seen[flow / BLOCK] = new long[BLOCK];
    }
    seen[flow / BLOCK][flow % BLOCK] = pair(source + 1, destination + 1);
  }

  private long seen(int flow) {
    return seen[flow / BLOCK] == null ? 0 : seen[flow / BLOCK][flow % BLOCK];
  }

  /** The address from which the interface saw the packets come. */
  int seenSource(int flow) {
    return seen(flow) == 0 ? source(flow) : (int) (seen(flow) >>> 32) - 1;
  }

  /** The address to which it saw them go. */
  int seenDestination(int flow) {
    return seen(flow) == 0 ? destination(flow) : (int) seen(flow) - 1;
  }

  /** Two numbers in one; of places the first one is the least. */
  static long pair(int first, int second) {
    return (long) first << 32 | second & 0xffff_ffffL;
  }

  private int slot(long addresses, long where, int kind) {
    int mask = slots.length - 1;
    int slot = Hash.spread(addresses * 31 + where + kind) & mask;
    while (slots[slot] >= 0) {
      long[] block = block(slots[slot]);
      int at = at(slots[slot]);
      if (block[at + ADDRESSES] == addresses
          && block[at + PORTS] == where
          && (block[at + COUNT] & KIND_MASK) == kind) {
        return slot;
      }
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void growSlots() {
    slots = new int[2 * slots.length];
    Arrays.fill(slots, FREE);
    for (int i = 0; i < size; i++) {
      slots[slot(value(i, ADDRESSES), value(i, PORTS), kind(i))] = i;
    }
  }

  private long[] block(int flow) {
    return blocks[flow / BLOCK];
  }

  private static int at(int flow) {
    return flow % BLOCK * WIDTH;
  }

  private long value(int flow, int column) {
    return block(flow)[at(flow) + column];
  }

  int source(int flow) {
    return (int) (value(flow, ADDRESSES) >>> 32);
  }

  int destination(int flow) {
    return (int) value(flow, ADDRESSES);
  }

  int ports(int flow) {
    return (int) (value(flow, PORTS) >>> 32);
  }

  int sourcePort(int flow) {
    return ports(flow) >>> 16;
  }

  int destinationPort(int flow) {
    return ports(flow) & 0xffff;
  }

  int networkInterface(int flow) {
    return (int) value(flow, PORTS);
  }

  int kind(int flow) {
    return (int) (value(flow, COUNT) & KIND_MASK);
  }

  int mark(int flow) {
    return (int) (value(flow, COUNT) >>> MARK_SHIFT) & 0xff;
  }

  int records(int flow) {
    return (int) (value(flow, COUNT) >>> COUNT_SHIFT);
  }

  long packets(int flow) {
    return value(flow, PACKETS);
  }

  long bytes(int flow) {
    return value(flow, BYTES);
  }

  /** Of the first record, {@link Long#MAX_VALUE} when none has a time. */
  long start(int flow) {
    return value(flow, START);
  }

  /** Of the last record, -1 when none has a time. */
  long end(int flow) {
    return value(flow, END);
  }

  long place(int flow) {
    return value(flow, PLACE);
  }
}
