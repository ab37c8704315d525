package dev.whichhop.flows.network;

import java.util.Locale;
import java.util.Optional;

/**
 * An IP protocol by its number (IANA), with the words that the EC2 API has for some.
 *
 * @param number 0 to 255; -1 for every protocol ({@code IpPermission} and {@code NetworkAclEntry}
 *     of the EC2 API); -2 for those that no rule names
 */
public record Protocol(int number) {
  public static final Protocol EVERY = new Protocol(-1);
  public static final Protocol ICMP = new Protocol(1);
  public static final Protocol TCP = new Protocol(6);
  public static final Protocol UDP = new Protocol(17);
  public static final Protocol ICMPV6 = new Protocol(58);

  /** Stands for each protocol without ports: only a rule for every protocol speaks of them. */
  public static final Protocol ANOTHER = new Protocol(-2);

  /** {@code tcp}, {@code 6}, {@code -1}, {@code all}. */
  public static Optional<Protocol> parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "tcp" -> Optional.of(TCP);
      case "udp" -> Optional.of(UDP);
      case "icmp" -> Optional.of(ICMP);
      case "icmpv6" -> Optional.of(ICMPV6);
      case "all" -> Optional.of(EVERY);
      default -> number(text);
    };
  }

  private static Optional<Protocol> number(String text) {
    try {
      int number = Integer.parseInt(text);
      return number < -1 || number > 255 ? Optional.empty() : Optional.of(new Protocol(number));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  public boolean hasPorts() {
    return equals(TCP) || equals(UDP);
  }

  public boolean isIcmp() {
    return equals(ICMP) || equals(ICMPV6);
  }

  /** The word that the AWS CLI takes, and prints for the common ones. */
  @Override
  public String toString() {
    return switch (number) {
      case 1 -> "icmp";
      case 6 -> "tcp";
      case 17 -> "udp";
      case 58 -> "icmpv6";
      case -2 -> "other protocols";
      default -> "" + number;
    };
  }
}
