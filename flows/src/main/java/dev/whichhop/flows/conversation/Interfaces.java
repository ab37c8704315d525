package dev.whichhop.flows.conversation;

import dev.whichhop.model.network.IpAddress;
import dev.whichhop.records.flowlog.FlowLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the records tell of the interfaces that wrote them: the address that is in all of them,
 * which is its own, and the intervals of which it lost flows.
 */
final class Interfaces {
  private final NameTable names = new NameTable();
  private final List<Facts> facts = new ArrayList<>();

  /** Of one interface. The two addresses are those that may still be its own; both may be gone. */
  private static final class Facts {
    private boolean seen;
    private long high;
    private long low;
    private long otherHigh;
    private long otherLow;
    private int left;
    private final Gaps gaps = new Gaps();
    private long skipped;

    /** Whether this address may be its own. */
    boolean may(long addressHigh, long addressLow) {
      return (left & 1) != 0 && high == addressHigh && low == addressLow
          || (left & 2) != 0 && otherHigh == addressHigh && otherLow == addressLow;
    }
  }

  /** The number of the interface in a column. */
  int number(FlowLine line, int column) {
    return withFacts(names.number(line, column));
  }

  int number(String name) {
    return withFacts(names.number(name));
  }

  private int withFacts(int number) {
    if (number == facts.size()) {
      facts.add(new Facts());
    }
    return number;
  }

  String name(int number) {
    return names.name(number);
  }

  int size() {
    return facts.size();
  }

  /** A record between these addresses, as the interface saw them. */
  void saw(int number, long sourceHigh, long sourceLow, long toHigh, long toLow) {
    Facts one = facts.get(number);
    if (!one.seen) {
      one.seen = true;
      one.high = sourceHigh;
      one.low = sourceLow;
      one.otherHigh = toHigh;
      one.otherLow = toLow;
      one.left = sourceLow == toLow && sourceHigh == toHigh ? 1 : 3;
      return;
    }
    if ((one.left & 1) != 0
        && !(one.low == sourceLow && one.high == sourceHigh)
        && !(one.low == toLow && one.high == toHigh)) {
      one.left &= 2;
    }
    if ((one.left & 2) != 0
        && !(one.otherLow == sourceLow && one.otherHigh == sourceHigh)
        && !(one.otherLow == toLow && one.otherHigh == toHigh)) {
      one.left &= 1;
    }
  }

  void skipped(int number, long start, long end) {
    Facts one = facts.get(number);
    one.skipped++;
    one.gaps.add(start, end);
  }

  /** The address that is in all records of the interface, when there is one and only one. */
  Optional<IpAddress> ownAddress(int number) {
    Facts one = facts.get(number);
    return switch (one.left) {
      case 1 -> Optional.of(new IpAddress(one.high, one.low));
      case 2 -> Optional.of(new IpAddress(one.otherHigh, one.otherLow));
      default -> Optional.empty();
    };
  }

  /** The times of which interfaces lost flows, by their names. */
  Map<String, Gaps> gaps() {
    Map<String, Gaps> gaps = new TreeMap<>();
    for (int i = 0; i < facts.size(); i++) {
      if (!facts.get(i).gaps.isEmpty()) {
        gaps.put(name(i), facts.get(i).gaps);
      }
    }
    return gaps;
  }

  /** How many records say that an interface lost flows, by its name. */
  Map<String, Long> skipped() {
    Map<String, Long> skipped = new TreeMap<>();
    for (int i = 0; i < facts.size(); i++) {
      if (facts.get(i).skipped > 0) {
        skipped.put(name(i), facts.get(i).skipped);
      }
    }
    return skipped;
  }

  /** Takes over what another table knows of its interface, which is number {@code own} here. */
  void merge(int own, Interfaces other, int number) {
    Facts theirs = other.facts.get(number);
    Facts one = facts.get(own);
    one.skipped += theirs.skipped;
    one.gaps.addAll(theirs.gaps);
    if (!theirs.seen) {
      return;
    }
    if (!one.seen) {
      one.seen = true;
      one.high = theirs.high;
      one.low = theirs.low;
      one.otherHigh = theirs.otherHigh;
      one.otherLow = theirs.otherLow;
      one.left = theirs.left;
      return;
    }
    one.left &=
        (theirs.may(one.high, one.low) ? 1 : 0) | (theirs.may(one.otherHigh, one.otherLow) ? 2 : 0);
  }
}
