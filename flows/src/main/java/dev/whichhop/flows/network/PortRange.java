package dev.whichhop.flows.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ports from one to another, both included; of ICMP its types.
 *
 * @param from 0 to 65535
 * @param to not less than {@code from}
 */
public record PortRange(int from, int to) {
  public static final PortRange EVERY = new PortRange(0, 65_535);

  /** Types of ICMP and ICMPv6 (RFC 792, RFC 4443: one byte). */
  public static final PortRange EVERY_ICMP_TYPE = new PortRange(0, 255);

  public static PortRange of(int port) {
    return new PortRange(port, port);
  }

  /** {@code 443} or {@code 8000-8010}. */
  public static Optional<PortRange> parse(String text) {
    int dash = text.indexOf('-');
    try {
      int from = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
      int to = dash < 0 ? from : Integer.parseInt(text.substring(dash + 1));
      return from < 0 || to > EVERY.to || from > to
          ? Optional.empty()
          : Optional.of(new PortRange(from, to));
    } catch (NumberFormatException notAPort) {
      return Optional.empty();
    }
  }

  public Optional<PortRange> intersection(PortRange other) {
    int first = Math.max(from, other.from);
    int last = Math.min(to, other.to);
    return first > last ? Optional.empty() : Optional.of(new PortRange(first, last));
  }

  /** What is left of this without the other, in order. */
  public List<PortRange> minus(PortRange other) {
    List<PortRange> left = new ArrayList<>();
    if (other.from > from) {
      left.add(new PortRange(from, Math.min(to, other.from - 1)));
    }
    if (other.to < to) {
      left.add(new PortRange(Math.max(from, other.to + 1), to));
    }
    return left;
  }

  /** What is left of several ranges without one. */
  public static List<PortRange> minus(List<PortRange> ranges, PortRange other) {
    return ranges.stream().flatMap(range -> range.minus(other).stream()).toList();
  }

  @Override
  public String toString() {
    return from == to ? "" + from : from + "-" + to;
  }
}
