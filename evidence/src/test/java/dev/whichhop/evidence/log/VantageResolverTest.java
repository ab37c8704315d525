package dev.whichhop.evidence.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.evidence.Problems;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.records.access.AccessLogFormats;
import java.util.List;
import org.junit.jupiter.api.Test;

class VantageResolverTest {
  private static final String OUTBOUND =
      line(
          "\"-\" ",
          "outbound|80||db.shop.svc.cluster.local 10.0.0.5:4000 172.20.0.9:80 10.0.0.5:999 -");
  private static final String INBOUND =
      line("\"-\" ", "inbound|8080|| 127.0.0.6:4000 10.0.0.5:8080 10.0.0.7:999 outbound_.80_._.a");
  private static final String GATEWAY =
      line(
          "\"198.51.100.1\" ",
          "outbound|80||a.shop.svc.cluster.local 10.0.0.3:4000 10.0.0.3:8443 198.51.100.1:999 a");

  private static String line(String forwardedFor, String addresses) {
    return "[2024-01-01T00:00:00.000Z] \"GET / HTTP/1.1\" 200 - via_upstream - \"-\" 0 1 1 1 "
        + forwardedFor
        + "\"curl\" \"id\" \"a\" \"10.0.0.8:8080\" "
        + addresses
        + " default";
  }

  private static String failed(String addresses) {
    return "[2024-01-01T00:00:01.000Z] \"GET / HTTP/1.1\" 503 UH no_healthy_upstream - \"-\" 0 1 1"
        + " - \"-\" \"curl\" \"id\" \"a\" \"-\" "
        + addresses;
  }

  private static List<String> sides(String... lines) {
    BundleBuilder into = new BundleBuilder();
    LogText text = LogText.of(lines);
    LogFile log =
        new LogFile(text, new AccessLogFormats(), 1970, LogWatcher.NONE, into, new Problems());
    text.forEachLine(log::line);
    log.end();
    return into.build().observations().stream().map(VantageResolverTest::side).toList();
  }

  private static String side(Observation line) {
    return line.vantage().hop().id() + " " + line.vantage().side();
  }

  @Test
  void clusterAndAddressesTell() {
    assertThat(sides(OUTBOUND, INBOUND)).containsExactly("sidecar OUTBOUND", "sidecar INBOUND");
    assertThat(sides(GATEWAY)).containsExactly("gateway GATEWAY");
  }

  @Test
  void aLineWithoutUpstreamGoesWithTheAddressesOfTheOthersEvenBeforeThem() {
    String own = failed("- - 169.254.169.254:80 10.0.0.5:321 - block_all");
    String arriving = failed("- - 10.0.0.5:8080 10.0.0.7:321 - -");
    assertThat(sides(own, arriving, OUTBOUND, INBOUND))
        .startsWith("sidecar OUTBOUND", "sidecar INBOUND");
  }

  @Test
  void aGatewaysFailuresAndHealthChecksAreTheGateways() {
    String health =
        line("\"-\" ", "agent 127.0.0.1:4000 10.0.0.3:15021 10.0.0.99:999 -")
            .replace("10.0.0.8:8080", "127.0.0.1:15020");
    assertThat(sides(failed("- - 10.0.0.3:8443 198.51.100.1:9 a -"), GATEWAY, GATEWAY, health))
        .containsOnly("gateway GATEWAY");
  }

  @Test
  void formatsWithoutAddressesAreToldByForwardedForAndLoopback() {
    String start = "[2018-06-14T08:40:53.842Z] \"GET / HTTP/1.1\" 503 UF 0 57 13 - ";
    String rest = " \"curl\" \"id\" \"shop\" ";
    assertThat(sides(start + "\"203.0.113.3\"" + rest + "\"10.0.0.8:80\""))
        .containsExactly("gateway GATEWAY");
    assertThat(sides(start + "\"-\"" + rest + "\"10.0.0.8:80\""))
        .containsExactly("sidecar OUTBOUND");
    assertThat(sides(start + "\"203.0.113.3\"" + rest + "\"127.0.0.1:80\""))
        .containsExactly("sidecar INBOUND");
  }

  private static List<String> refused(String details, String... clients) {
    return sides(
        List.of(clients).stream()
            .map(client ->
                "[2024-01-01T00:00:00.000Z] \"- - HTTP/1.1\" 400 DPE "
                    + details
                    + " - \"-\" 0 11 0 - \"-\" \"-\" \"-\" \"-\" \"-\" - - 10.0.0.5:8080 "
                    + client
                    + ":999 - -")
            .toArray(String[]::new));
  }

  @Test
  void bytesThatAreNoHttpFromManyHostsReachAGateway() {
    assertThat(refused("http1.codec_error", "10.0.0.7", "10.0.0.8"))
        .containsOnly("gateway GATEWAY");
    assertThat(refused("http1.codec_error", "10.0.0.7", "10.0.0.7"))
        .doesNotContain("gateway GATEWAY");
  }

  @Test
  void headersThatAreTooLargeDoNotMakeAGateway() {
    assertThat(refused("http1.headers_too_large", "10.0.0.7", "10.0.0.8"))
        .containsOnly("sidecar INBOUND");
  }

  @Test
  void plaintextToAStrictListenerArrivedAtASidecar() {
    assertThat(
            sides(
                "[2022-07-06T03:33:58.083Z] \"- - -\" 0 NR filter_chain_not_found - \"-\" 0 0 0 -"
                    + " \"-\" \"-\" \"-\" \"-\" \"-\" - - 10.10.0.32:8090 10.10.0.29:43434 - -"))
        .containsExactly("sidecar INBOUND");
  }
}
