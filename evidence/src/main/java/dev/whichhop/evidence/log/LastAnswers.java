package dev.whichhop.evidence.log;

/**
 * When the last answer came over each connection, or from each host: what the silence before the
 * next request is measured from. Of a bounded number of keys; where two fall into one place the
 * later one stays, and the other's silence is unknown.
 */
final class LastAnswers {
  private static final int LEAST_PLACES = 1 << 6;

  /** A proxy has a few thousand upstream connections; 1 MiB. */
  private static final int MOST_PLACES = 1 << 16;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private long[] keys = new long[LEAST_PLACES];
  private long[] ends = new long[LEAST_PLACES];

  /** A key from bytes of ASCII; the same for the same text. */
  static long key(long seed, byte[] bytes, int from, int to) {
    long hash = seed == 0 ? FNV_OFFSET : seed;
    for (int i = from; i < to; i++) {
      hash = (hash ^ bytes[i]) * FNV_PRIME;
    }
    return hash;
  }

  /** A key from a text; {@code seed} is another key that it is joined to, or 0. */
  static long key(long seed, String text) {
    long hash = seed == 0 ? FNV_OFFSET : seed;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ (byte) text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }

  /** Milliseconds from the last answer to {@code start}; -1 when unknown or when they overlap. */
  long silence(long key, long start) {
    int place = place(key);
    return keys[place] == key && ends[place] <= start ? start - ends[place] : -1;
  }

  /**
   * Notes an answer.
   *
   * @param end milliseconds since 1970
   */
  void answered(long key, long end) {
    while (keys[place(key)] != key && keys[place(key)] != 0 && keys.length < MOST_PLACES) {
      grow();
    }
    int place = place(key);
    ends[place] = keys[place] == key ? Math.max(ends[place], end) : end;
    keys[place] = key;
  }

  /** Forgets a connection: after a failure it is gone. */
  void failed(long key) {
    int place = place(key);
    if (keys[place] == key) {
      keys[place] = 0;
    }
  }

  private int place(long key) {
    return (int) (key ^ key >>> 32) & (keys.length - 1);
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldEnds = ends;
    keys = new long[oldKeys.length * 2];
    ends = new long[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int place = place(oldKeys[i]);
        keys[place] = oldKeys[i];
        ends[place] = oldEnds[i];
      }
    }
  }
}
