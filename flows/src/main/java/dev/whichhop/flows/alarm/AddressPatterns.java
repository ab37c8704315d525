package dev.whichhop.flows.alarm;

import dev.whichhop.model.network.Cidr;
import dev.whichhop.model.network.IpAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * A network in the words of a filter pattern, which compares text and knows {@code *}: {@code
 * 10.1.*} for 10.1.0.0/16, and a few of them where a prefix does not end with an octet.
 */
final class AddressPatterns {
  /** What of a pattern can still be read, and fits into it with the other fields. */
  private static final int MOST = 16;

  private AddressPatterns() {}

  static List<String> of(String network) throws CannotAlarm {
    Cidr cidr =
        Cidr.parse(network)
            .orElseThrow(
                () -> new CannotAlarm(network + " is no network; expected such as 10.0.0.0/16"));
    if (cidr.isAddress()) {
      return List.of('"' + cidr.first().toString() + '"');
    }
    if (!cidr.first().isIpv4()) {
      throw new CannotAlarm(
          network
              + ": a filter pattern compares text, and IPv6 addresses are written shortened;"
              + " use flows query, or a single address");
    }
    int prefix = cidr.bits() - IpAddress.IPV4_PREFIX;
    if (prefix == 0) {
      return List.of("*.*.*.*");
    }
    int octets = (prefix + 7) / 8;
    int alternatives = 1 << (octets * 8 - prefix);
    if (alternatives > MOST) {
      throw new CannotAlarm(
          network
              + " would take "
              + alternatives
              + " alternatives in a filter pattern, which"
              + " compares text (most are "
              + MOST
              + "); use a prefix of 8, 16, 24 or a little"
              + " less");
    }
    List<String> patterns = new ArrayList<>();
    int first = (int) cidr.first().low();
    for (int i = 0; i < alternatives; i++) {
      patterns.add(pattern(first + (i << (32 - octets * 8)), octets));
    }
    return patterns;
  }

  private static String pattern(int address, int octets) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < octets; i++) {
      text.append(address >>> (24 - 8 * i) & 0xff).append(i == 3 ? "" : ".");
    }
    return octets == 4 ? '"' + text.toString() + '"' : text.append('*').toString();
  }
}
