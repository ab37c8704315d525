package dev.whichhop.evidence.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EmbeddedLineTest {
  private static final String LINE =
      "[2026-03-04T09:00:16.973Z] \"GET /a HTTP/1.1\" 503 UC"
          + " upstream_reset_before_response_started{connection_termination} - \"-\" 0 95 1 -";
  private static final String JSON =
      "{\"start_time\":\"2026-03-04T09:00:16Z\",\"response_code\":503,\"response_flags\":\"UC\"}";

  /** Written after what each tool prints. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-04T09:00:17+0000 node-a envoy[812]: ",
        "Mar 04 09:00:17 node-a envoy[812]: ",
        "<134>1 2026-03-04T09:00:17.123Z node-a istio-proxy 812 - - ",
        "proxy-1  | ",
        "\u001b[32mproxy-1  |\u001b[0m ",
        "logs/catalog.log:",
        "./logs/catalog.log:12:",
        "12:",
        "\u001b[35m\u001b[Kcatalog.log\u001b[m\u001b[K\u001b[36m\u001b[K:\u001b[m\u001b[K",
        "2026-03-04 09:00:17,123 ",
        "INFO  [relay] got: "
      })
  void theLineBehindAPrefixIsFound(String prefix) {
    assertThat(LinePrefix.strip(prefix + LINE).text()).isEqualTo(LINE);
    assertThat(LinePrefix.strip(prefix + JSON).text()).isEqualTo(JSON);
  }

  @Test
  void coloursInsideTheLineAreTakenOff() {
    String coloured = LINE.replace("503", "\u001b[01;31m\u001b[K503\u001b[m\u001b[K");
    assertThat(LinePrefix.strip(coloured + "\u001b[0m").text()).isEqualTo(LINE);
  }

  @ParameterizedTest
  @CsvSource({
    "./logs/catalog-7c8d9f6b4-5lqzn_istio-proxy.log:12:, catalog-7c8d9f6b4-5lqzn",
    "gateway.log:, gateway.log",
    "12:, ''",
    "'proxy-1  | ', proxy-1",
    "'Mar 04 09:00:17 node-a envoy[812]: ', ''"
  })
  void severalFilesInOneTextAreSeveralWriters(String prefix, String writer) {
    assertThat(LinePrefix.strip(prefix + LINE).instance()).isEqualTo(writer);
  }

  /** The near miss: lines of programs that have brackets, quotes and braces of their own. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "worker-1 says [retry] \"GET /a HTTP/1.1\" 503 UC",
        "203.0.113.9 - - [04/Mar/2026:09:00:16 +0000] \"GET /a HTTP/1.1\" 503 95",
        "ERROR [2026] \"GET\" failed",
        "message {\"status\":503}"
      })
  void whatIsNoEnvoysIsLeftAlone(String line) {
    assertThat(LinePrefix.strip(line).text()).isEqualTo(line);
  }
}
