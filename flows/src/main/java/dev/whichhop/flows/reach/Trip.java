package dev.whichhop.flows.reach;

import dev.whichhop.model.network.Cidr;
import java.util.ArrayList;
import java.util.List;

/**
 * How packets were changed on a way.
 *
 * @param source the address that the receiver sees
 * @param overInternet true where they left by an internet gateway
 * @param translators NAT gateways, the last one first
 */
record Trip(Cidr source, boolean overInternet, List<Location> translators) {
  static Trip unchanged(Cidr source) {
    return new Trip(source, false, List.of());
  }

  static Trip overInternet(Cidr source) {
    return new Trip(source, true, List.of());
  }

  /** The same, with a NAT gateway in front of it. */
  Trip by(Location translator) {
    List<Location> all = new ArrayList<>(translators);
    all.add(translator);
    return new Trip(source, overInternet, List.copyOf(all));
  }
}
