package dev.whichhop.model.network;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An IPv4 or IPv6 address as 128 bits; an IPv4 address is the IPv6 address that stands for it
 * ({@code ::ffff:a.b.c.d}, RFC 4291 2.5.5.2), so that one comparison does for both and two
 * spellings of one address are equal. Nothing is looked up.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record IpAddress(long high, long low) implements Comparable<IpAddress> {
  /** The bits in front of an IPv4 address. */
  public static final int IPV4_PREFIX = 96;

  private static final long MAPPED = 0xffffL << 32;
  private static final int GROUPS = 8;

  public static IpAddress ofIpv4(int address) {
    return new IpAddress(0, MAPPED | (address & 0xffff_ffffL));
  }

  /** The address in this text, or empty when it is none. */
  public static Optional<IpAddress> parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return parse(bytes, 0, bytes.length);
  }

  /** The address in the bytes from {@code from} to before {@code to}, or empty. */
  public static Optional<IpAddress> parse(byte[] text, int from, int to) {
    long ipv4 = ipv4(text, from, to);
    return ipv4 >= 0 ? Optional.of(ofIpv4((int) ipv4)) : ipv6(text, from, to);
  }

  /**
   * The 32 bits of an IPv4 address, or -1 when the bytes are none: four decimal numbers, not more
   * than three digits each.
   */
  public static long ipv4(byte[] text, int from, int to) {
    if (to - from < 7 || to - from > 15) {
      return -1;
    }
    long address = 0;
    int number = 0;
    int digits = 0;
    int dots = 0;
    for (int i = from; i < to; i++) {
      int c = text[i];
      if (c == '.') {
        if (digits == 0 || number > 255) {
          return -1;
        }
        address = address << 8 | number;
        number = 0;
        digits = 0;
        dots++;
      } else if (c >= '0' && c <= '9' && digits < 3) {
        number = number * 10 + c - '0';
        digits++;
      } else {
        return -1;
      }
    }
    return dots == 3 && digits > 0 && number <= 255 ? address << 8 | number : -1;
  }

  private static Optional<IpAddress> ipv6(byte[] text, int from, int to) {
    int[] groups = new int[GROUPS];
    int count = 0;
    int gap = -1;
    int i = from;
    if (to - from >= 2 && text[from] == ':' && text[from + 1] == ':') {
      gap = 0;
      i += 2;
    }
    while (i < to) {
      int end = i;
      while (end < to && text[end] != ':') {
        end++;
      }
      long tail = end == to ? ipv4(text, i, to) : -1;
      if (tail >= 0 && count <= GROUPS - 2) {
        groups[count++] = (int) (tail >>> 16);
        groups[count++] = (int) tail & 0xffff;
        break;
      }
      int group = group(text, i, end);
      if (group < 0 || count == GROUPS) {
        return Optional.empty();
      }
      groups[count++] = group;
      if (end == to) {
        break;
      }
      i = end + 1;
      if (i < to && text[i] == ':') {
        if (gap >= 0) {
          return Optional.empty();
        }
        gap = count;
        i++;
      } else if (i == to) {
        return Optional.empty();
      }
    }
    if (gap < 0 ? count != GROUPS : count >= GROUPS) {
      return Optional.empty();
    }
    return Optional.of(joined(groups, count, gap));
  }

  private static int group(byte[] text, int from, int to) {
    if (to == from || to - from > 4) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(text[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static IpAddress joined(int[] groups, int count, int gap) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < GROUPS; i++) {
      int group = 0;
      if (gap < 0 || i < gap) {
        group = groups[i];
      } else if (i >= GROUPS - (count - gap)) {
        group = groups[i - (GROUPS - count)];
      }
      high = high << 16 | low >>> 48;
      low = low << 16 | group;
    }
    return new IpAddress(high, low);
  }

  public boolean isIpv4() {
    return isIpv4(high, low);
  }

  /** Whether the address of these halves is an IPv4 one. */
  static boolean isIpv4(long high, long low) {
    return high == 0 && low >>> 32 == 0xffff;
  }

  @Override
  public int compareTo(IpAddress other) {
    int first = Long.compareUnsigned(high, other.high);
    return first != 0 ? first : Long.compareUnsigned(low, other.low);
  }

  /** The usual spelling: dotted for IPv4, else that of RFC 5952. */
  @Override
  public String toString() {
    if (isIpv4()) {
      return (low >>> 24 & 255)
          + "."
          + (low >>> 16 & 255)
          + "."
          + (low >>> 8 & 255)
          + "."
          + (low & 255);
    }
    int longest = 1;
    int gap = -1;
    for (int i = 0; i < GROUPS; i++) {
      int zeros = 0;
      while (i + zeros < GROUPS && group(i + zeros) == 0) {
        zeros++;
      }
      if (zeros > longest) {
        longest = zeros;
        gap = i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == gap) {
        text.append("::");
        i += longest - 1;
      } else {
        text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
        text.append(Integer.toHexString(group(i)));
      }
    }
    return text.toString();
  }

  private int group(int index) {
    long half = index < 4 ? high : low;
    return (int) (half >>> 48 - 16 * (index & 3)) & 0xffff;
  }
}
