package dev.whichhop.model.network;

import java.util.Optional;

/**
 * A network: the addresses that begin with the same bits.
 *
 * @param first its first address
 * @param bits how many bits are the same, of 128 (an IPv4 network has 96 more than it is written
 *     with)
 */
public record Cidr(IpAddress first, int bits) {

  /** Everything behind the prefix is zero, also where the text had more ({@code 10.0.0.7/16}). */
  public Cidr {
    first = new IpAddress(first.high() & highMask(bits), first.low() & lowMask(bits));
  }

  /** {@code 10.0.0.0/16}, {@code 2001:db8::/32}; an address alone is the network of just it. */
  public static Optional<Cidr> parse(String text) {
    int slash = text.indexOf('/');
    Optional<IpAddress> address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    int prefix = address.get().isIpv4() && text.indexOf(':') < 0 ? IpAddress.IPV4_PREFIX : 0;
    int length = slash < 0 ? 128 - prefix : length(text.substring(slash + 1));
    return length < 0 || prefix + length > 128
        ? Optional.empty()
        : Optional.of(new Cidr(address.get(), prefix + length));
  }

  private static int length(String digits) {
    boolean number =
        !digits.isEmpty()
            && digits.length() <= 3
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Integer.parseInt(digits) : -1;
  }

  public boolean contains(IpAddress address) {
    return contains(address.high(), address.low());
  }

  /**
   * Whether the address of these halves lies in it. {@code ::/0} is every IPv6 address and no IPv4
   * one, as rules and routes mean it.
   */
  public boolean contains(long high, long low) {
    return (bits >= IpAddress.IPV4_PREFIX || !IpAddress.isIpv4(high, low))
        && ((high ^ first.high()) & highMask(bits)) == 0
        && ((low ^ first.low()) & lowMask(bits)) == 0;
  }

  /** True when every address of the other one is also one of this. */
  public boolean contains(Cidr other) {
    return bits <= other.bits && isIpv4() == other.isIpv4() && contains(other.first);
  }

  public boolean isIpv4() {
    return first.isIpv4() && bits >= IpAddress.IPV4_PREFIX;
  }

  /** True when some address is in both. */
  public boolean overlaps(Cidr other) {
    return contains(other) || other.contains(this);
  }

  /** True when this is a single address. */
  public boolean isAddress() {
    return bits == 128;
  }

  /** The bits of the first half that a prefix of this length fixes. */
  public static long highMask(int bits) {
    return bits == 0 ? 0 : bits >= 64 ? -1 : -1L << 64 - bits;
  }

  /** The bits of the second half that a prefix of this length fixes. */
  public static long lowMask(int bits) {
    return bits <= 64 ? 0 : -1L << 128 - bits;
  }

  @Override
  public String toString() {
    return first + "/" + (isIpv4() ? bits - IpAddress.IPV4_PREFIX : bits);
  }
}
