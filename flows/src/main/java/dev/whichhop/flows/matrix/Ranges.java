package dev.whichhop.flows.matrix;

import dev.whichhop.model.network.Cidr;
import dev.whichhop.model.network.IpAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Named ranges of addresses. An address belongs to the longest prefix that it lies in, as in a
 * route table; several prefixes may have one name.
 *
 * <p>Nested prefixes are laid out flat once: a sorted list of the addresses at which the answer
 * changes, so an address is found in as many steps as that list has bits, however many ranges there
 * are.
 */
public final class Ranges {
  private static final int NOWHERE = -1;
  private static final Cidr IPV4 = new Cidr(IpAddress.ofIpv4(0), IpAddress.IPV4_PREFIX);

  private final List<String> names = new ArrayList<>();
  private final long[] highs;
  private final long[] lows;
  private final int[] owners;

  private record Named(int name, Cidr cidr) {}

  private Ranges(Map<Cidr, Integer> ranges, List<String> names) {
    this.names.addAll(names);
    List<Named> sorted = new ArrayList<>();
    sorted.add(new Named(NOWHERE, IPV4)); // lies within ::/0 by its bits, and does not belong to it
    ranges.forEach((cidr, name) -> sorted.add(new Named(name, cidr)));
    // The wider one of the same beginning first: the narrower lies within it, and later ones win.
    sorted.sort(
        Comparator.comparing((Named one) -> one.cidr().first())
            .thenComparing(one -> one.cidr().bits()));
    List<IpAddress> changes = new ArrayList<>();
    List<Integer> values = new ArrayList<>();
    changes.add(new IpAddress(0, 0));
    values.add(NOWHERE);
    Deque<Named> open = new ArrayDeque<>();
    for (Named range : sorted) {
      close(open, range.cidr().first(), changes, values);
      open.push(range);
      change(changes, values, range.cidr().first(), range.name());
    }
    close(open, null, changes, values);
    highs = changes.stream().mapToLong(IpAddress::high).toArray();
    lows = changes.stream().mapToLong(IpAddress::low).toArray();
    owners = values.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Ends the ranges that do not reach to this address; all of them without one. */
  private static void close(
      Deque<Named> open,
      @Nullable IpAddress before,
      List<IpAddress> changes,
      List<Integer> values) {
    while (!open.isEmpty() && (before == null || isBehind(before, open.peek().cidr()))) {
      IpAddress last = last(open.pop().cidr());
      if (last.low() == -1 && last.high() == -1) {
        return;
      }
      IpAddress behind =
          new IpAddress(last.low() == -1 ? last.high() + 1 : last.high(), last.low() + 1);
      change(changes, values, behind, open.isEmpty() ? NOWHERE : open.peek().name());
    }
  }

  private static boolean isBehind(IpAddress address, Cidr range) {
    return address.compareTo(last(range)) > 0;
  }

  private static IpAddress last(Cidr range) {
    return new IpAddress(
        range.first().high() | ~Cidr.highMask(range.bits()),
        range.first().low() | ~Cidr.lowMask(range.bits()));
  }

  private static void change(
      List<IpAddress> changes, List<Integer> values, IpAddress from, int value) {
    if (changes.getLast().equals(from)) {
      values.set(values.size() - 1, value);
    } else {
      changes.add(from);
      values.add(value);
    }
  }

  /**
   * Ranges from a list with commas or blanks ({@code 10.0.0.0/16,10.1.0.0/16}), or from the lines
   * of a file: a network, and before or behind it its name; {@code #} begins a comment.
   *
   * @param where what a message calls the text: an option or a file
   * @throws WrongRanges with the line and what was expected
   */
  public static Ranges parse(String text, String where) {
    Map<Cidr, Integer> ranges = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      int comment = lines.get(i).indexOf('#');
      String line = comment < 0 ? lines.get(i) : lines.get(i).substring(0, comment);
      String place = lines.size() > 1 ? where + ":" + (i + 1) : where;
      parse(line.strip(), place, ranges, names);
    }
    if (ranges.isEmpty()) {
      throw new WrongRanges(where + ": expected networks such as 10.0.0.0/16, found none");
    }
    return new Ranges(ranges, names);
  }

  private static void parse(
      String line, String place, Map<Cidr, Integer> ranges, List<String> names) {
    if (line.isEmpty()) {
      return;
    }
    String[] words = line.split("[,\\s]+");
    List<Cidr> networks = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String word : words) {
      Cidr.parse(word).ifPresentOrElse(networks::add, () -> others.add(word));
    }
    if (networks.isEmpty()
        || others.size() > 1
        || !others.isEmpty() && looksLikeNetwork(others.getFirst())) {
      throw new WrongRanges(
          place
              + ": expected networks such as 10.0.0.0/16 and at most one name, found \""
              + line
              + "\"");
    }
    for (Cidr network : networks) {
      String name = others.isEmpty() ? network.toString() : others.getFirst();
      if (!names.contains(name)) {
        names.add(name);
      }
      Integer before = ranges.putIfAbsent(network, names.indexOf(name));
      if (before != null && before != names.indexOf(name)) {
        throw new WrongRanges(
            "%s: expected one name for %s, found \"%s\" and \"%s\""
                .formatted(place, network, names.get(before), name));
      }
    }
  }

  private static boolean looksLikeNetwork(String word) {
    return word.indexOf('/') >= 0 || word.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
  }

  /** How many names there are. */
  public int size() {
    return names.size();
  }

  public String name(int number) {
    return names.get(number);
  }

  /** The number of the name to which the address of these halves belongs; -1 for none. */
  int find(long high, long low) {
    int from = 0;
    int to = highs.length - 1;
    while (from < to) {
      int middle = from + to + 1 >>> 1;
      int compared = Long.compareUnsigned(highs[middle], high);
      if (compared < 0 || compared == 0 && Long.compareUnsigned(lows[middle], low) <= 0) {
        from = middle;
      } else {
        to = middle - 1;
      }
    }
    return owners[from];
  }

  int find(IpAddress address) {
    return find(address.high(), address.low());
  }
}
