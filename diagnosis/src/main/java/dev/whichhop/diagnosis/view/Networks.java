package dev.whichhop.diagnosis.view;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Whether an address lies in a network; both as text, IPv4 or IPv6. Nothing is looked up. */
public final class Cidr {
  private Cidr() {}

  /** True when {@code address} lies in {@code network}; false when either cannot be read. */
  public static boolean contains(String network, String address) {
    int slash = network.indexOf('/');
    Optional<byte[]> base = bytes(slash < 0 ? network : network.substring(0, slash));
    Optional<byte[]> other = bytes(address);
    if (base.isEmpty() || other.isEmpty() || base.get().length != other.get().length) {
      return false;
    }
    int bits = base.get().length * 8;
    try {
      bits = slash < 0 ? bits : Integer.parseInt(network.substring(slash + 1));
    } catch (NumberFormatException noLength) {
      return false;
    }
    for (int bit = 0; bit < Math.min(bits, base.get().length * 8); bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((base.get()[bit / 8] & mask) != (other.get()[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** True for a literal address. */
  public static boolean isAddress(String text) {
    return bytes(text).isPresent();
  }

  private static Optional<byte[]> bytes(String text) {
    boolean digits =
        !text.isEmpty()
            && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == '.' || c == ':');
    boolean shaped = text.chars().filter(c -> c == '.').count() == 3 || text.contains(":");
    if (!digits || !shaped) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
  }
}
