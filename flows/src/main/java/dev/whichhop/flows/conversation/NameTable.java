package dev.whichhop.flows.conversation;

import dev.whichhop.records.flowlog.FlowLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers for names that stand in records again and again, looked up without making a text. */
final class NameTable {
  private static final int FREE = -1;

  private final List<byte[]> names = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<Integer> hashes = new ArrayList<>();
  private int[] slots = new int[1 << 8];

  NameTable() {
    Arrays.fill(slots, FREE);
  }

  /** The number of the name in a column of this record. */
  int number(FlowLine line, int column) {
    int hash = line.hash(column);
    int slot = Hash.spread(hash) & slots.length - 1;
    while (slots[slot] >= 0) {
      if (line.is(names.get(slots[slot]), column)) {
        return slots[slot];
      }
      slot = slot + 1 & slots.length - 1;
    }
    return add(line.text(column).getBytes(StandardCharsets.UTF_8), hash);
  }

  /** The number of this name. */
  int number(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    int hash = 1;
    for (byte one : bytes) {
      hash = 31 * hash + one;
    }
    int slot = Hash.spread(hash) & slots.length - 1;
    while (slots[slot] >= 0) {
      if (Arrays.equals(names.get(slots[slot]), bytes)) {
        return slots[slot];
      }
      slot = slot + 1 & slots.length - 1;
    }
    return add(bytes, hash);
  }

  private int add(byte[] name, int hash) {
    int number = names.size();
    names.add(name);
    texts.add(new String(name, StandardCharsets.UTF_8));
    hashes.add(hash);
    if (2 * names.size() > slots.length) {
      slots = new int[2 * slots.length];
      Arrays.fill(slots, FREE);
      for (int i = 0; i < number; i++) {
        place(i);
      }
    }
    place(number);
    return number;
  }

  private void place(int number) {
    int slot = Hash.spread(hashes.get(number)) & slots.length - 1;
    while (slots[slot] >= 0) {
      slot = slot + 1 & slots.length - 1;
    }
    slots[slot] = number;
  }

  String name(int number) {
    return texts.get(number);
  }

  int size() {
    return names.size();
  }
}
