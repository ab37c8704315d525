package dev.whichhop.flows.function;

import static dev.whichhop.flows.function.Function.Kind.NUMBER;
import static dev.whichhop.flows.function.Function.Kind.TRUTH;

import dev.whichhop.flows.value.Assumption;
import dev.whichhop.flows.value.Value;
import dev.whichhop.model.network.Cidr;
import dev.whichhop.model.network.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Functions of IP addresses; of what is no address, such as {@code -}, they are false.
 *
 * <p>Source: CWL_QuerySyntax-operations-functions.
 */
final class AddressFunctions {
  /** RFC 1918. */
  private static final List<Cidr> PRIVATE =
      subnets("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");

  /**
   * The special-purpose registries of IANA (RFC 6890 and its updates) and multicast, without what
   * is private. Which ranges CloudWatch means is not documented.
   */
  private static final List<Cidr> RESERVED =
      subnets(
          "0.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "::/127",
          "64:ff9b::/96",
          "64:ff9b:1::/48",
          "100::/64",
          "2001:db8::/32",
          "fc00::/7",
          "fe80::/10",
          "ff00::/8");

  private AddressFunctions() {}

  static List<ScalarFunction> all() {
    return List.of(
        test("isValidIp(address)", text -> true),
        test("isValidIpV4(address)", AddressFunctions::isVersion4),
        test("isValidIpV6(address)", text -> !isVersion4(text)),
        inSubnet("isIpInSubnet(address, subnet)", text -> true),
        inSubnet("isIpv4InSubnet(address, subnet)", AddressFunctions::isVersion4),
        inSubnet("isIpv6InSubnet(address, subnet)", text -> !isVersion4(text)),
        ScalarFunction.of("ipv4ToNumber(address)", 1, 1, NUMBER, AddressFunctions::toNumber),
        test("isPrivateIP(address)", text -> isIn(text, PRIVATE)),
        test("isPublicIP(address)", text -> !isIn(text, PRIVATE) && !isIn(text, RESERVED))
            .assuming(Assumption.RESERVED_RANGES),
        test("isReservedIP(address)", text -> isIn(text, RESERVED))
            .assuming(Assumption.RESERVED_RANGES));
  }

  /** A range in CIDR notation; an address alone is none. */
  private static Optional<Cidr> subnet(String text) {
    return text.indexOf('/') < 0 ? Optional.empty() : Cidr.parse(text);
  }

  private static List<Cidr> subnets(String... texts) {
    return Stream.of(texts).map(text -> Cidr.parse(text).orElseThrow()).toList();
  }

  /** By how it is written: {@code ::ffff:10.0.0.1} is an IPv6 address here. */
  private static boolean isVersion4(String text) {
    return text.indexOf(':') < 0;
  }

  private static boolean isIn(String address, List<Cidr> subnets) {
    return IpAddress.parse(address)
        .filter(one -> subnets.stream().anyMatch(subnet -> subnet.contains(one)))
        .isPresent();
  }

  private static Optional<String> address(Value value) {
    return Optional.ofNullable(value.text()).filter(text -> IpAddress.parse(text).isPresent());
  }

  private static ScalarFunction test(String signature, Predicate<String> test) {
    return ScalarFunction.of(
        signature,
        1,
        1,
        TRUTH,
        arguments -> Value.of(address(arguments.getFirst()).filter(test).isPresent()));
  }

  private static ScalarFunction inSubnet(String signature, Predicate<String> version) {
    return ScalarFunction.of(
        signature,
        2,
        2,
        TRUTH,
        arguments -> {
          String range = arguments.get(1).text();
          return Value.of(
              range != null
                  && version.test(range)
                  && address(arguments.getFirst()).filter(one -> isIn(one, range)).isPresent());
        });
  }

  private static boolean isIn(String address, String range) {
    return isVersion4(address) == isVersion4(range)
        && subnet(range).filter(subnet -> isIn(address, List.of(subnet))).isPresent();
  }

  private static Value toNumber(List<Value> arguments) {
    return address(arguments.getFirst())
        .filter(AddressFunctions::isVersion4)
        .flatMap(IpAddress::parse)
        .map(address -> Value.of((double) (address.low() & 0xffff_ffffL)))
        .orElse(Value.MISSING);
  }
}
