package dev.whichhop.records.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EnvoyFormatTest {

  @Test
  void withoutOperatorsOrSeparatorsThereIsNoFormat() {
    assertThat(EnvoyFormat.compile("plain text")).isEmpty();
    assertThat(EnvoyFormat.compile("100%% sure")).isEmpty();
    assertThat(EnvoyFormat.compile("%PROTOCOL%%RESPONSE_CODE%")).isEmpty();
    assertThat(EnvoyFormat.compile("%PROTOCOL")).isEmpty();
  }

  @Test
  void operatorsMayHaveArgumentsWithPercentSignsAndLengths() {
    EnvoyFormat format =
        EnvoyFormat.compile("%START_TIME(%Y/%m/%d)% %REQ(USER-AGENT):20% %%").orElseThrow();
    assertThat(format.fields()).containsExactly(AccessField.START_TIME, AccessField.USER_AGENT);
    assertThat(format.literals()).containsExactly("", " ", " %");
  }

  @Test
  void aFormatFromTheMeshConfigIsTriedFirst() {
    AccessLogFormats formats = new AccessLogFormats();
    formats.add(
        "%START_TIME% code=%RESPONSE_CODE% flags=%RESPONSE_FLAGS% took=%DURATION%"
            + " to=%UPSTREAM_HOST% for=%REQUEST_HEADER(:AUTHORITY)%\n");
    Observation line =
        Lines.parse(
                "2024-05-01T10:00:00.000Z code=503 flags=UF took=10000 to=10.0.0.1:80 for=shop",
                formats)
            .orElseThrow()
            .observation();
    assertThat(line.time()).contains(Instant.parse("2024-05-01T10:00:00Z"));
    assertThat(line.status()).isEqualTo(503);
    assertThat(line.flags()).isEqualTo("UF");
    assertThat(line.duration()).contains(Duration.ofSeconds(10));
    assertThat(line.authority()).isEqualTo("shop");
  }

  @Test
  void aJsonFormatFromTheMeshConfigNamesTheKeys() {
    AccessLogFormats formats = new AccessLogFormats();
    formats.add(
        "{\"wann\":\"%START_TIME%\",\"antwort\":\"%RESPONSE_CODE%\",\"f\":\"%RESPONSE_FLAGS%\"}");
    Observation line =
        Lines.parse("{\"wann\":\"2024-05-01T10:00:00.000Z\",\"antwort\":0,\"f\":\"DC\"}", formats)
            .orElseThrow()
            .observation();
    assertThat(line.status()).isZero();
    assertThat(line.flags()).isEqualTo("DC");
    assertThat(line.time()).contains(Instant.parse("2024-05-01T10:00:00Z"));
  }

  @Test
  void anUnknownFormatIsReadAsFarAsItsLooksTell() {
    Lines.Taken taken =
        Lines.parse(
                "[2024-05-01T10:00:00.000Z] \"GET /a HTTP/2\" 503 UC"
                    + " upstream_reset_before_response_started{connection_termination} 10 95 3"
                    + " \"okhttp/5\" \"84961386-6d84-929d-98bd-c5aee93b5c88\" \"shop.example.com\""
                    + " \"10.0.0.7:8080\" outbound|80||shop.default.svc.cluster.local"
                    + " 10.0.0.9:1000 10.0.0.9:8443 198.51.100.7:443 shop.example.com trace=77")
            .orElseThrow();
    assertThat(taken.format()).isEqualTo("envoy-access-custom");
    Observation line = taken.observation();
    assertThat(line.flags()).isEqualTo("UC");
    assertThat(line.details())
        .isEqualTo("upstream_reset_before_response_started{connection_termination}");
    assertThat(line.bytesSent()).isEqualTo(95);
    assertThat(line.requestId()).isEqualTo("84961386-6d84-929d-98bd-c5aee93b5c88");
    assertThat(line.userAgent()).isEqualTo("okhttp/5");
    assertThat(line.upstreamHost()).isEqualTo("10.0.0.7:8080");
    assertThat(line.downstreamRemoteAddress()).isEqualTo("198.51.100.7:443");
  }
}
