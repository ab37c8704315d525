package dev.whichhop.redact.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Other names and addresses: what stays, what goes together, and the way back. */
final class PseudonymsTest {
  private final Pseudonyms pseudonyms = Pseudonyms.fresh(key(7));

  private static byte[] key(int seed) {
    byte[] key = new byte[32];
    new Random(seed).nextBytes(key);
    return key;
  }

  private static AddressMap map(int seed) {
    return new AddressMap(new Chance(key(seed)));
  }

  private static int common(byte[] one, byte[] other) {
    for (int bit = 0; bit < one.length * 8; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return bit;
      }
    }
    return one.length * 8;
  }

  /**
   * Two addresses have as many leading bits in common afterwards as before, and there is a way
   * back.
   */
  @ParameterizedTest
  @ValueSource(ints = {4, 16})
  void subnetsAndEqualityStay(int length) {
    Random random = new Random(11);
    AddressMap map = map(3);
    for (int i = 0; i < 2_000; i++) {
      byte[] one = new byte[length];
      random.nextBytes(one);
      byte[] near = one.clone();
      int bit = random.nextInt(length * 8);
      near[bit / 8] ^= (byte) (0x80 >> bit % 8);
      assertThat(common(map.other(one), map.other(near))).isEqualTo(common(one, near));
      assertThat(map.original(map.other(one))).isEqualTo(one);
    }
  }

  /** What an address is for can be told afterwards as before. */
  @ParameterizedTest
  @CsvSource({
    "10., 10.1.2.3",
    "192.168., 192.168.7.8",
    "127.0.0.6, 127.0.0.6",
    "0.0.0.0, 0.0.0.0",
    "169.254.169.254, 169.254.169.254",
    "255.255.255.255, 255.255.255.255",
    "fe80::1, fe80::1",
    "::1, ::1",
    "fd00:ec2::254, fd00:ec2::254",
    "ff02::1, ff02::1"
  })
  void specialAddressesStaySpecial(String begin, String address) {
    for (int seed = 0; seed < 50; seed++) {
      String other = Pseudonyms.fresh(key(seed)).replaced("x " + address + " y");
      assertThat(other).startsWith("x " + begin);
    }
  }

  @Test
  void publicAddressesStayPublicAndPrivateOnesPrivate() {
    Random random = new Random(5);
    AddressMap map = map(9);
    for (int i = 0; i < 20_000; i++) {
      byte[] address = new byte[4];
      random.nextBytes(address);
      assertThat(kind(map.other(address))).isEqualTo(kind(address));
    }
  }

  private static String kind(byte[] address) {
    int first = address[0] & 0xff;
    int second = address[1] & 0xff;
    if (first == 10
        || (first == 172 && second >= 16 && second < 32)
        || (first == 192 && second == 168)) {
      return "private";
    }
    if (first == 100 && second >= 64 && second < 128) {
      return "shared";
    }
    return first == 0 || first == 127 || first >= 224 || (first == 169 && second == 254)
        ? "special"
        : "public";
  }

  @Test
  void networksAreNetworksAndHoldTheirAddresses() {
    String other = pseudonyms.replaced("10.1.0.0/16 10.1.2.3 2001:db8:1::/48 2001:db8:1::7");
    assertThat(other)
        .matches("10\\.(\\d+)\\.0\\.0/16 10\\.\\1\\.\\d+\\.\\d+ ([0-9a-f:]+)::/48 \\2:.*");
    assertThat(pseudonyms.revealed(other))
        .isEqualTo("10.1.0.0/16 10.1.2.3 2001:db8:1::/48 2001:db8:1::7");
  }

  /** As Istio and Envoy name listeners and their statistics. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"10.20.30.40_443\"",
        "outbound_10.20.30.40_443",
        "listener.10.20.30.40_443.downstream_cx_total",
        "http.outbound_10.20.30.40_8080;",
        "http.inbound_10.20.30.40_8080.rq_total",
        "outbound_2001:db8::20_443"
      })
  void addressesInNamesOfListenersAreTheSame(String text) {
    String address = text.contains("db8") ? "2001:db8::20" : "10.20.30.40";
    String other = pseudonyms.replaced(address);
    assertThat(other).isNotEqualTo(address);
    assertThat(pseudonyms.replaced(text)).isEqualTo(text.replace(address, other));
    assertThat(pseudonyms.revealed(pseudonyms.replaced(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-04T13:10:05Z 13:10:05 1.28.0 v1.2.3-rc.4",
        "std::string a::Z 00:1b:44:11:3a:b7",
        "5c2e9a1f-7d1e-9c3f-8a51-0f6f2c7e4b10",
        "999.1.1.1 1.2.3.4.5 v1.2.3.4"
      })
  void whatOnlyLooksLikeAnAddressStays(String text) {
    assertThat(pseudonyms.replaced(text)).isEqualTo(text);
  }

  /** One thing has one name wherever it stands, and what is put around names stays. */
  @Test
  void namesAreOneEverywhere() {
    pseudonyms.learnFile("logs/carton-7d9f8c6b5-x2kqp.log");
    pseudonyms.learn("  name: carton");
    pseudonyms.learn("  namespace: \"marketplace\"");
    String[] written = {
      "carton",
      "Carton",
      "CARTON_URL",
      "marketplace",
      "outbound|80||carton.marketplace.svc.cluster.local",
      "spiffe://cluster.local/ns/marketplace/sa/carton",
      "carton-7d9f8c6b5-x2kqp",
      "/carton/items"
    };
    String other = pseudonyms.replaced("carton");
    String place = pseudonyms.replaced("marketplace");
    assertThat(other).hasSize(6).isNotEqualTo("carton").doesNotContain("carton");
    for (String text : written) {
      String expected =
          text.replace("carton", other)
              .replace("CARTON", other.toUpperCase(java.util.Locale.ROOT))
              .replace("Carton", Character.toUpperCase(other.charAt(0)) + other.substring(1))
              .replace("marketplace", place);
      assertThat(pseudonyms.replaced(text)).isEqualTo(expected);
      assertThat(pseudonyms.revealed(expected)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "istio-system",
        "istio-ingressgateway",
        "istio-proxy",
        "queue-proxy",
        "activator",
        "knative-serving",
        "kube-system",
        "default",
        "us-east-1",
        "user-container",
        "autoscaler",
        "x-request-id",
        "cluster.local",
        "amazonaws.com"
      })
  void namesOfTheSystemsStay(String name) {
    pseudonyms.learn("name: " + name);
    assertThat(pseudonyms.replaced(name)).isEqualTo(name);
  }

  @Test
  void accountsAndIdsOfAwsHaveOthersOfTheirKind() {
    String[] lines = {
      "\"LoadBalancerArn\":"
          + " \"arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/net/marketplace/50dc6c495c0c9188\",",
      "\"VpcId\": \"vpc-0a1b2c3d4e5f60718\", eni-00aa11bb22cc33dd4",
      "marketplace-50dc6c495c0c9188.elb.eu-west-1.amazonaws.com",
      "2 123456789012 eni-00aa11bb22cc33dd4 10.0.0.1 10.0.0.2 443 49152 6 1 40 1772611200"
          + " 1772611250 REJECT OK"
    };
    for (String line : lines) {
      pseudonyms.learn(line);
    }
    for (String line : lines) {
      String other = pseudonyms.replaced(line);
      assertThat(other)
          .doesNotContain(
              "123456789012", "50dc6c495c0c9188", "0a1b2c3d4e5f60718", "00aa11bb22cc33dd4")
          .doesNotContain("marketplace")
          .hasSameSizeAs(line.startsWith("2 ") ? other : line);
      assertThat(pseudonyms.revealed(other)).isEqualTo(line);
    }
  }

  /** In a bundle with many names no two become one. */
  @Test
  void differentNamesStayDifferent() {
    Random random = new Random(2);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 5_000; i++) {
      StringBuilder name = new StringBuilder();
      for (int c = 0; c < 3 + i % 5; c++) {
        name.append((char) ('a' + random.nextInt(26)));
      }
      names.add(name.toString());
    }
    names.forEach(name -> pseudonyms.learn("name: " + name));
    Set<String> others = new HashSet<>();
    names.forEach(name -> others.add(pseudonyms.replaced(name)));
    assertThat(others).hasSameSizeAs(names);
  }

  @Test
  void theSameKeyGivesTheSameNamesInAnotherBundle() {
    pseudonyms.learn("name: marketplace");
    Pseudonyms again = Pseudonyms.of(pseudonyms.text());
    again.learn("name: warehouse");
    assertThat(again.replaced("marketplace 10.1.2.3"))
        .isEqualTo(pseudonyms.replaced("marketplace 10.1.2.3"));
    assertThat(again.replaced("warehouse")).isNotEqualTo("warehouse");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "whichhop pseudonyms 1\nzz\n", "whichhop pseudonyms 1\n00\na b c\n"})
  void anotherFileIsRefused(String text) {
    assertThatThrownBy(() -> Pseudonyms.of(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
