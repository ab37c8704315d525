package dev.whichhop.diagnosis.view;

import dev.whichhop.model.network.Cidr;
import dev.whichhop.model.network.IpAddress;
import java.util.Optional;

/** Addresses and networks as evidence has them, as text that may be anything. */
public final class Networks {
  private Networks() {}

  /** True when {@code address} lies in {@code network}; false when either cannot be read. */
  public static boolean contains(String network, String address) {
    Optional<IpAddress> member = IpAddress.parse(address);
    return member.isPresent()
        && Cidr.parse(network).filter(one -> one.contains(member.get())).isPresent();
  }

  /** True for a literal address. */
  public static boolean isAddress(String text) {
    return IpAddress.parse(text).isPresent();
  }
}
