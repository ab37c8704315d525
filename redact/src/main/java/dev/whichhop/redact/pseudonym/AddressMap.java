package dev.whichhop.redact.pseudonym;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Other addresses for the same network: two addresses have as many leading bits in common
 * afterwards as before, so subnets, neighbours and equality stay (Xu, Fan, Ammar and Moon,
 * "Prefix-Preserving IP Address Anonymization", ICNP 2002). Whether a bit is turned over depends on
 * the bits before it.
 *
 * <p>Where an address of special purpose could be meant (IANA, special-purpose address registries),
 * the bits that say so stay: what is private stays private, what is the machine itself stays it.
 */
final class AddressMap {
  private static final int V4 = 32;
  private static final int V6 = 128;

  /**
   * A range whose leading bits stay.
   *
   * @param kept leading bits that stay in every address of it
   */
  private record Range(byte[] network, int length, int kept) {
    boolean holds(byte[] address) {
      return common(network, address) >= length;
    }
  }

  private static final List<Range> RANGES_V4 =
      List.of(
          v4(0, 0, 8, 32),
          v4(10, 0, 8, 8),
          v4(100, 64, 10, 10),
          v4(127, 0, 8, 32),
          v4(169, 254, 16, 32),
          v4(172, 16, 12, 12),
          v4(192, 168, 16, 16),
          v4(224, 0, 3, 32));

  private static final List<Range> RANGES_V6 =
      List.of(
          v6(new int[] {0, 0}, 8, V6),
          // 64:ff9b::/96 holds an IPv4 address; so does the range before it.
          v6(new int[] {0x00, 0x64}, 16, V6),
          v6(new int[] {0xfc, 0x00}, 7, 7),
          // The addresses of Amazon's own services in a VPC.
          v6(new int[] {0xfd, 0x00, 0x0e, 0xc2}, 32, V6),
          v6(new int[] {0xfe, 0x80}, 10, V6),
          v6(new int[] {0xff, 0x00}, 8, V6));

  /** Prefixes are few in a network; those looked at before are kept. */
  private static final int MOST_KEPT = 200_000;

  private final Chance chance;
  private final Map<String, Boolean> flips = new HashMap<>();

  AddressMap(Chance chance) {
    this.chance = chance;
  }

  private static Range v4(int first, int second, int length, int kept) {
    return new Range(new byte[] {(byte) first, (byte) second, 0, 0}, length, kept);
  }

  private static Range v6(int[] first, int length, int kept) {
    byte[] network = new byte[V6 / 8];
    for (int i = 0; i < first.length; i++) {
      network[i] = (byte) first[i];
    }
    return new Range(network, length, kept);
  }

  /** The other address. */
  byte[] other(byte[] address) {
    return mapped(address, false);
  }

  /** The address that became this one. */
  byte[] original(byte[] address) {
    return mapped(address, true);
  }

  private byte[] mapped(byte[] address, boolean back) {
    List<Range> ranges = address.length * 8 == V4 ? RANGES_V4 : RANGES_V6;
    byte[] before = back ? new byte[address.length] : address;
    byte[] after = address.clone();
    for (int bit = 0; bit < address.length * 8; bit++) {
      // Going back, the bits before this one are known already.
      boolean flip = !stays(ranges, before, bit) && flips(before, bit);
      if (flip) {
        after[bit / 8] ^= (byte) (0x80 >> bit % 8);
      }
      if (back) {
        before[bit / 8] |= (byte) (after[bit / 8] & (0x80 >> bit % 8));
      }
    }
    return after;
  }

  /** True where this bit leads to a special range, or lies in what stays of one. */
  private static boolean stays(List<Range> ranges, byte[] before, int bit) {
    for (Range range : ranges) {
      int same = Math.min(common(range.network, before), bit);
      if (same == bit && bit < range.length) {
        return true;
      }
      if (same >= range.length && bit < range.kept) {
        return true;
      }
    }
    return false;
  }

  private static int common(byte[] one, byte[] other) {
    int at = Arrays.mismatch(one, other);
    if (at < 0) {
      return one.length * 8;
    }
    return at * 8 + Integer.numberOfLeadingZeros((one[at] ^ other[at]) & 0xff) - 24;
  }

  private boolean flips(byte[] address, int bit) {
    byte[] prefix = Arrays.copyOf(address, (bit + 7) / 8);
    if (bit % 8 != 0) {
      prefix[prefix.length - 1] &= (byte) (0xff << (8 - bit % 8));
    }
    StringBuilder text = new StringBuilder("address " + address.length + "/" + bit + ":");
    for (byte one : prefix) {
      text.append((char) (one & 0xff));
    }
    String key = text.toString();
    if (flips.size() > MOST_KEPT) {
      flips.clear();
    }
    return flips.computeIfAbsent(key, _ -> (chance.bytes(key)[0] & 1) == 1);
  }

  /** Whether the address is told by its range alone, so that nothing of it changes. */
  static boolean isWellKnown(byte[] address) {
    List<Range> ranges = address.length * 8 == V4 ? RANGES_V4 : RANGES_V6;
    return ranges.stream()
        .anyMatch(range -> range.kept == address.length * 8 && range.holds(address));
  }
}
