package dev.whichhop.records.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.records.Parsed;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2024-05-01T10:00:00Z INFO orders-client GET /stock/7 -> 502 (15 ms) | CALLER | 502 | NONE",
        "2024-05-01T10:00:00Z WARN http.client PUT /stock/7 conn=c1 reused=true idle=61s"
            + " error=\"write tcp 10.0.0.1:4->10.0.0.2:80: write: connection reset by peer\" |"
            + " CALLER | -1 | RESET",
        "ts=2024-05-01T10:00:00Z level=error msg=\"copy failed\" err=\"read tcp 10.0.7.12:43861"
            + "->10.43.1.20:9000: read: connection reset by peer\" | CALLER | -1 | RESET",
        "time=2024-05-01T10:00:00Z level=INFO msg=\"telemetry posted 202\" idle=48.1s"
            + " conn=10.4.2.1:45838 | CALLER | 202 | NONE",
        "{\"level\":50,\"time\":1741701762926,\"name\":\"notify-mailer\",\"err\":{\"type\":\"Error\","
            + "\"message\":\"Greeting never received\"},\"msg\":\"send failed\"} | CALLER | -1 |"
            + " TIMEOUT",
        "2024-05-01 10:00:00.123 ERROR 1 --- [nio-1] c.e.Pay : GET http://pay/v1 failed: 503"
            + " Service Unavailable | CALLER | 503 | NONE",
        "2024-05-01 10:00:00,123 ERROR sync getRates: http://rates:80/all returned status 504 |"
            + " CALLER | 504 | NONE",
        "2024-05-01T10:00:00Z level=error msg=\"rates\" err=\"Get \\\"http://rates/all\\\": EOF\" |"
            + " CALLER | -1 | EMPTY_REPLY",
        "2024-05-01T10:00:00Z probe a.b.example.com status=503 elapsed=4ms | CALLER | 503 | NONE",
        "2024-05-01T10:00:00Z ERROR org.apache.http.NoHttpResponseException: svc:8080 failed to"
            + " respond | CALLER | -1 | EMPTY_REPLY",
        "2024-05-01T10:00:00Z ERROR reactor.netty.http.client.PrematureCloseException: Connection"
            + " prematurely closed BEFORE response | CALLER | -1 | EMPTY_REPLY",
        "2024-05-01T10:00:00Z ERROR flush failed: dial tcp 10.1.1.1:5432: connect: connection"
            + " refused | CALLER | -1 | REFUSED",
        "2024-05-01T10:00:00Z ERROR flush failed: dial tcp 10.1.1.1:80: i/o timeout | CALLER | -1 |"
            + " CONNECT_TIMEOUT",
        "requests.exceptions.ConnectionError: ('Connection aborted.', RemoteDisconnected('Remote"
            + " end closed connection without response')) | CALLER | -1 | EMPTY_REPLY",
        "2024-05-01T10:00:00Z ERROR import of 7: HTTP 504 from stock after 60.0s | CALLER | 504 |"
            + " NONE",
        "INFO:     127.0.0.1:45966 - \"GET /v1/health HTTP/1.1\" 200 OK | SERVER | 200 | NONE",
        "2024-05-01T10:00:00Z INFO  [rating] /rating/1 200 12ms | SERVER | 200 | NONE",
        "2024-05-01T10:00:00Z shop: POST /items 500 13ms | SERVER | 500 | NONE",
        "[I 180706 05:44:06 web:2063] 200 POST /api/ (127.0.0.1) 44.25ms | SERVER | 200 | NONE",
        "{\"level\":10,\"time\":1673270435456,\"method\":\"POST\",\"url\":\"/health\",\"statusCode\":200,\"responseTime\":12,\"msg\":\"POST"
            + " /health 200\"} | SERVER | 200 | NONE",
        "2024-05-01T10:00:00Z w7 idle=385s lport=60548 POST /a err=\"write: connection reset by"
            + " peer\" | CALLER | -1 | RESET",
        "{\"ts\":\"2024-05-01T10:00:00Z\",\"msg\":\"200\",\"target\":\"http://a.svc/b\"} | CALLER | 200 |"
            + " NONE",
        "ERROR 2013 (HY000): Lost connection to MySQL server at 'reading initial communication"
            + " packet', system error: 110 | CALLER | -1 | EMPTY_REPLY",
        "psql: error: connection to server at \"db.example.com\" (10.2.3.4), port 5432 failed:"
            + " Connection timed out | CALLER | -1 | CONNECT_TIMEOUT",
        "E, [2024-05-01T10:00:00.123456 #7] ERROR -- : Net::OpenTimeout: execution expired |"
            + " CALLER | -1 | CONNECT_TIMEOUT",
        "2024-05-01T10:00:00Z grpc.code=DeadlineExceeded grpc.method=Pay grpc.service=pay.v1"
            + " span.kind=client | CALLER | -1 | TIMEOUT",
      })
  void tellsWhoSpeaksAndHowItEnded(String line, Side side, int status, ClientFailure failure) {
    Observation seen = observation(line);

    assertThat(seen.vantage().side()).isEqualTo(side);
    assertThat(seen.status()).isEqualTo(status);
    assertThat(seen.clientFailure()).isEqualTo(failure);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-05-01T10:00:00Z INFO last 5s: pay ok=1535 failed=12 p50=24ms",
        "2024-05-01T10:00:00Z WARN pool-1 - Connection is not available, request timed out after"
            + " 30000ms.",
        "2024-05-01T10:00:00Z INFO order 7 rejected by rule R1 (status 409)",
        "2024-05-01T10:00:00Z ERROR java.io.IOException: Connection reset by peer",
        "ts=2024-05-01T10:00:00Z level=warn msg=aborted err=\"write tcp 10.4.5.17:9000->"
            + "10.0.7.12:47967: write: connection reset by peer\"",
        "2024-05-01T10:00:00Z ERROR container exited with exit code 137",
        "Caused by: java.net.SocketException: Connection reset",
        "\tat java.base/java.net.Socket.connect(Socket.java:1)",
        "2024-05-01T10:00:00Z DEBUG loading /etc/app/config.yaml",
        "",
      })
  void makesNoRequestOfOtherLines(String line) {
    assertThat(ComponentLogsTest.parse(line)).isInstanceOf(Parsed.OfLog.class);
  }

  @Test
  void keepsIdleReuseIdAndDuration() {
    Observation seen =
        observation(
            "2024-05-01T10:00:00Z INFO client GET /a reused=true idle=358s request_id=r-1"
                + " status=200 42ms");

    assertThat(seen.idleBefore()).hasValue(Duration.ofSeconds(358));
    assertThat(seen.reusedConnection()).hasValue(true);
    assertThat(seen.requestId()).isEqualTo("r-1");
    assertThat(seen.duration()).hasValue(Duration.ofMillis(42));
  }

  @ParameterizedTest
  @CsvSource({
    "conn_idle=385s, 385",
    "connAgeIdleSec=557, 557",
    "idle_ms=61000, 61",
    "idle_timeout=60s,",
    "idle_connections=12,"
  })
  void readsIdleTimesUnderAnyName(String field, Integer seconds) {
    Observation seen = observation("2024-05-01T10:00:00Z INFO client GET /a status=200 " + field);

    assertThat(seen.idleBefore().map(Duration::toSeconds).map(Long::intValue).orElse(null))
        .isEqualTo(seconds);
  }

  @Test
  void keepsThePeerOfARefusedConnection() {
    assertThat(
            observation(
                    "2024-05-01T10:00:00Z ERROR x: dial tcp 10.1.1.1:5432: connect: connection"
                        + " refused")
                .upstreamHost())
        .isEqualTo("10.1.1.1:5432");
  }

  private static Observation observation(String line) {
    Parsed parsed = ComponentLogsTest.parse(line);
    assertThat(parsed).as(line).isInstanceOf(Parsed.OfLoggedRequest.class);
    return ((Parsed.OfLoggedRequest) parsed).observation();
  }
}
