package dev.whichhop.records.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IdleTimeTest {
  @ParameterizedTest
  @CsvSource({
    "idle, 385s, 385000",
    "conn_idle_ms, 61000, 61000",
    "connAgeIdleSec, 557, 557000",
    "idle_seconds, 12, 12000",
    "idleMillisec, 500, 500",
    "idle_msec, 500, 500"
  })
  void readsTheUnitOfTheValueOrOfTheKey(String key, String value, long milliseconds) {
    assertThat(IdleTime.of(Map.of(key, value))).isEqualTo(Duration.ofMillis(milliseconds));
  }

  @ParameterizedTest
  @CsvSource({"idle_timeout, 60s", "maxIdleTime, 60s", "idle_connections, 7"})
  void settingsAndCountsAreNone(String key, String value) {
    assertThat(IdleTime.of(Map.of(key, value))).isNull();
  }

  @Test
  void statisticsOfAPoolAreNone() {
    assertThat(IdleTime.of(Map.of("total", "10", "active", "0", "idle", "10"))).isNull();
  }
}
