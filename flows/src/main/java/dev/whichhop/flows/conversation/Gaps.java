package dev.whichhop.flows.conversation;

import java.util.Map;
import java.util.TreeMap;

/**
 * Times of which an unknown number of flows was lost, in milliseconds since 1970. Those that touch
 * are one, so that an interface that loses flows all day has one long time and not a thousand.
 */
final class Gaps {
  /** The end of each by its start. */
  private final TreeMap<Long, Long> ends = new TreeMap<>();

  /** Adds a time; an end that is unknown (-1) may be any. */
  void add(long start, long end) {
    addKnown(start < 0 ? Long.MIN_VALUE : start, end < 0 ? Long.MAX_VALUE : end);
  }

  void addAll(Gaps others) {
    others.ends.forEach(this::addKnown);
  }

  private void addKnown(long start, long end) {
    long first = start;
    long last = end;
    Map.Entry<Long, Long> touching = ends.floorEntry(last);
    while (touching != null && touching.getValue() >= first) {
      ends.remove(touching.getKey());
      first = Math.min(first, touching.getKey());
      last = Math.max(last, touching.getValue());
      touching = ends.floorEntry(last);
    }
    ends.put(first, last);
  }

  boolean isEmpty() {
    return ends.isEmpty();
  }

  /** Whether flows of the time from {@code first} to {@code last} may be among the lost ones. */
  boolean touch(long first, long last) {
    Map.Entry<Long, Long> latest = ends.floorEntry(last);
    return latest != null && latest.getValue() >= first;
  }
}
