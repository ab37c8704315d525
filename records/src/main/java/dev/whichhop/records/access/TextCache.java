package dev.whichhop.records.access;

import org.jspecify.annotations.Nullable;

/**
 * Gives equal short texts as the same object, so that a hundred thousand lines with the same user
 * agent hold it once. A direct-mapped table: what does not fit is simply not shared.
 */
final class TextCache {
  private static final int SLOTS = 4096;
  private final @Nullable String[] slots = new String[SLOTS];

  String same(String text) {
    int slot = slot(text.hashCode());
    String kept = slots[slot];
    if (kept != null && kept.equals(text)) {
      return kept;
    }
    slots[slot] = text;
    return text;
  }

  /** A part of a line, which is only made an object when it is not there yet. */
  String same(String line, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + line.charAt(i);
    }
    int slot = slot(hash);
    String kept = slots[slot];
    if (kept != null && kept.length() == to - from && line.startsWith(kept, from)) {
      return kept;
    }
    String text = line.substring(from, to);
    slots[slot] = text;
    return text;
  }

  /** The upper bits of a product: neighbouring hash codes end in slots far apart. */
  private static int slot(int hash) {
    return (hash * 0x9E3779B9) >>> 20;
  }
}
