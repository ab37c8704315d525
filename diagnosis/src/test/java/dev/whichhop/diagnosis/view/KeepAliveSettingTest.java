package dev.whichhop.diagnosis.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class KeepAliveSettingTest {

  @Test
  void readsWhatServersPrintAndTake() {
    assertThat(KeepAliveSetting.in("{\"msg\":\"listening\",\"keepAliveTimeout\":5000}"))
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(KeepAliveSetting.in("  keepalive: 2")).isEqualTo(Duration.ofSeconds(2));
    assertThat(KeepAliveSetting.in("uvicorn app:app --timeout-keep-alive 75"))
        .isEqualTo(Duration.ofSeconds(75));
    assertThat(KeepAliveSetting.in("HTTP_IDLE_TIMEOUT=1m")).isEqualTo(Duration.ofMinutes(1));
    assertThat(KeepAliveSetting.in("server.tomcat.keep-alive-timeout=20s"))
        .isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void takesNothingElse() {
    assertThat(KeepAliveSetting.in("connection: keep-alive")).isNull();
    assertThat(KeepAliveSetting.in("keepalive true")).isNull();
    assertThat(KeepAliveSetting.in("headersTimeout=60000")).isNull();
  }
}
