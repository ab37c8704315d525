package dev.whichhop.records.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvoyTextFormatsTest {

  @ParameterizedTest
  @ValueSource(strings = {"istio-1.9.log", "istio-1.3.log", "istio-1.1.log", "istio-1.0.log"})
  void everyLineOfEveryVersionIsTakenByAnExactFormat(String fixture) {
    for (String line : Lines.fixture("envoy-access-text/" + fixture)) {
      assertThat(Lines.parse(line))
          .as(line)
          .hasValueSatisfying(taken -> assertThat(taken.format()).isEqualTo("envoy-access-text"));
    }
  }

  @Test
  void allFieldsOfACurrentLine() {
    Observation line = Lines.observation(Lines.fixture("envoy-access-text/istio-1.9.log").get(0));
    assertThat(line.time()).contains(Instant.parse("2020-11-25T21:26:18.409Z"));
    assertThat(line.method()).isEqualTo("GET");
    assertThat(line.path()).isEqualTo("/status/418");
    assertThat(line.protocol()).isEqualTo("HTTP/1.1");
    assertThat(line.status()).isEqualTo(418);
    assertThat(line.flags()).isEmpty();
    assertThat(line.details()).isEqualTo("via_upstream");
    assertThat(line.transportFailure()).isEmpty();
    assertThat(line.bytesReceived()).isZero();
    assertThat(line.bytesSent()).isEqualTo(135);
    assertThat(line.duration()).contains(Duration.ofMillis(4));
    assertThat(line.upstreamTime()).contains(Duration.ofMillis(4));
    assertThat(line.forwardedFor()).isEmpty();
    assertThat(line.userAgent()).isEqualTo("curl/7.73.0-DEV");
    assertThat(line.requestId()).isEqualTo("84961386-6d84-929d-98bd-c5aee93b5c88");
    assertThat(line.authority()).isEqualTo("httpbin:8000");
    assertThat(line.upstreamHost()).isEqualTo("10.44.1.27:80");
    assertThat(line.upstreamCluster()).isEqualTo("outbound|8000||httpbin.foo.svc.cluster.local");
    assertThat(line.upstreamLocalAddress()).isEqualTo("10.44.1.23:37652");
    assertThat(line.downstreamLocalAddress()).isEqualTo("10.0.45.184:8000");
    assertThat(line.downstreamRemoteAddress()).isEqualTo("10.44.1.23:46520");
    assertThat(line.serverName()).isEmpty();
    assertThat(line.routeName()).isEqualTo("default");
    assertThat(line.place()).isEqualTo(Place.line("a.log", 3));
  }

  @Test
  void aConnectionThatWasRefusedByTheListener() {
    Observation line = Lines.observation(Lines.fixture("envoy-access-text/istio-1.9.log").get(2));
    assertThat(line.status()).isZero();
    assertThat(line.flags()).isEqualTo("NR");
    assertThat(line.details()).isEqualTo("filter_chain_not_found");
    assertThat(line.method()).isEmpty();
    assertThat(line.failed()).isTrue();
  }

  @Test
  void olderVersionsHaveFewerFields() {
    Observation three = Lines.observation(Lines.fixture("envoy-access-text/istio-1.3.log").get(0));
    assertThat(three.routeName()).isEqualTo("default");
    assertThat(three.details()).isEmpty();
    Observation one = Lines.observation(Lines.fixture("envoy-access-text/istio-1.1.log").get(1));
    assertThat(one.upstreamCluster())
        .isEqualTo("inbound|8000|http|httpbin.default.svc.cluster.local");
    assertThat(one.duration()).contains(Duration.ofMillis(5));
    assertThat(one.serverName()).isEqualTo("outbound_.8000_._.httpbin.default.svc.cluster.local");
    Observation zero = Lines.observation(Lines.fixture("envoy-access-text/istio-1.0.log").get(0));
    assertThat(zero.forwardedFor()).isEqualTo("10.127.220.75");
    assertThat(zero.downstreamLocalAddress()).isEqualTo("172.30.230.33:80");
  }

  @Test
  void envoysOwnDefaultHasNoCluster() {
    Observation line =
        Lines.observation(
            "[2016-04-15T20:17:00.310Z] \"POST /api/v1/locations HTTP/2\" 204 - 154 0 226 100"
                + " \"10.0.35.28\" \"nsq2http\" \"cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2\""
                + " \"locations\" \"tcp://10.0.2.1:80\"");
    assertThat(line.status()).isEqualTo(204);
    assertThat(line.upstreamHost()).isEqualTo("tcp://10.0.2.1:80");
    assertThat(line.upstreamCluster()).isEmpty();
  }

  @Test
  void severalFlagsStayAsTheyWerePrinted() {
    Observation line =
        Lines.observation(
            "[2024-01-01T00:00:00.000Z] \"- - -\" 0 UF,URX - - \"TLS_error:|268435581:SSL"
                + " routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:TLS_error_end\" 0 0 10000 -"
                + " \"-\" \"-\" \"-\" \"-\" \"10.0.0.9:3306\""
                + " outbound|3306||db.shop.svc.cluster.local - 172.20.0.9:3306 10.0.0.5:4711 - -");
    assertThat(line.flags()).isEqualTo("UF,URX");
    assertThat(line.hasFlag("URX")).isTrue();
    assertThat(line.transportFailure()).contains("CERTIFICATE_VERIFY_FAILED");
    assertThat(line.duration()).contains(Duration.ofSeconds(10));
  }

  @Test
  void terminationDetailsStandInForMissingDetails() {
    Observation line =
        Lines.observation(
            "[2024-01-01T00:00:00.000Z] \"- - -\" 0 - - rbac_access_denied_matched_policy[none]"
                + " \"-\" 0 0 1 - \"-\" \"-\" \"-\" \"-\" \"-\" - - 10.0.0.9:3306 10.0.0.5:4711 -"
                + " -");
    assertThat(line.details()).isEqualTo("rbac_access_denied_matched_policy[none]");
  }

  @Test
  void ipv6Addresses() {
    Observation line =
        Lines.observation(
            "[2024-01-01T00:00:00.000Z] \"GET / HTTP/1.1\" 200 - via_upstream - \"-\" 0 5 1 1"
                + " \"2001:db8::7\" \"curl/8\" \"r\" \"[2001:db8::1]:8080\" \"[fd00::12]:8080\""
                + " inbound|8080|| [::6]:55555 [fd00::12]:8080 [fd00::33]:1234 - default");
    assertThat(line.upstreamHost()).isEqualTo("[fd00::12]:8080");
    assertThat(line.downstreamRemoteAddress()).isEqualTo("[fd00::33]:1234");
  }

  @Test
  void quotesWithinTheUserAgentDoNotShiftTheFields() {
    for (String agent :
        List.of("evil\" \"agent", "a\" \"b\" \"c", "\\\"escaped\\\"", "\"", "x\" 1 2 3 \"y")) {
      Observation line =
          Lines.observation(
              "[2024-01-01T00:00:00.000Z] \"GET / HTTP/1.1\" 503 UH no_healthy_upstream - \"-\" 0"
                  + " 19 0 - \"10.1.1.1\" \""
                  + agent
                  + "\" \"84961386-6d84-929d-98bd-c5aee93b5c88\" \"shop\" \"-\""
                  + " outbound|80||shop.default.svc.cluster.local - 10.0.0.9:80 10.0.0.5:4711 - -");
      assertThat(line.userAgent()).isEqualTo(agent);
      assertThat(line.authority()).isEqualTo("shop");
      assertThat(line.flags()).isEqualTo("UH");
    }
  }

  @Test
  void aLineThatEndsEarlyIsNotTaken() {
    String line = Lines.fixture("envoy-access-text/istio-1.9.log").get(0);
    for (int length = 0; length < line.indexOf(" 418"); length++) {
      assertThat(Lines.parse(line.substring(0, length))).isEmpty();
    }
  }
}
