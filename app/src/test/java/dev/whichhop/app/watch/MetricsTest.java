package dev.whichhop.app.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.whichhop.live.Window;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MetricsTest {
  private static final Instant AT = Instant.parse("2026-03-04T11:30:00Z");
  private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

  private final Metrics metrics = new Metrics();
  private Instant now = AT;

  private void look(State state, String why) {
    metrics.looked(
        new Reading(
            new Window(AT.minusSeconds(300), AT),
            state,
            state == State.FAULT
                ? List.of(new Reading.Blame("route-timeout", "gateway", "a\"b\\c\nd", 0.875))
                : List.of(),
            state == State.FAULT
                ? List.of(
                    new Reading.Failing("s1", "gateway", 504, "UT", 12, 340),
                    new Reading.Failing("s2", "client", -1, "", 3, -1))
                : List.of(),
            List.of(),
            why,
            Reading.Panel.NONE),
        now,
        Duration.ofMillis(1500));
  }

  @Test
  void faultFineAndBlindAreToldApart() {
    assertThat(metrics.text()).contains("whichhop_state{state=\"blind\"} 1");
    look(State.FAULT, "");
    assertThat(metrics.text())
        .contains("whichhop_state{state=\"ok\"} 0")
        .contains("whichhop_state{state=\"fault\"} 1")
        .contains("whichhop_state{state=\"blind\"} 0")
        .contains("whichhop_cause{cause=\"route-timeout\",hop=\"gateway\"} 0.875")
        .contains("whichhop_failed_requests{hop=\"gateway\",status=\"504\",flags=\"UT\"} 12")
        .contains("whichhop_failed_requests{hop=\"client\",status=\"\",flags=\"\"} 3")
        .contains("whichhop_last_look_timestamp_seconds 1772623800")
        .contains("whichhop_look_duration_seconds 1.500");
    look(State.BLIND, "connection refused");
    assertThat(metrics.text())
        .contains("whichhop_state{state=\"blind\"} 1")
        .doesNotContain("whichhop_cause{");
  }

  @Test
  void prometheusReadsIt() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(PROMTOOL), "promtool is not there: apt-get install prometheus");
    look(State.FAULT, "");
    Process process =
        new ProcessBuilder(PROMTOOL.toString(), "check", "metrics")
            .redirectErrorStream(true)
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(metrics.text().getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).isBlank();
  }

  @Test
  void theServerIsHealthyAsLongAsLooksAreMade() throws IOException, InterruptedException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (MetricsServer server =
            new MetricsServer(anyPort, metrics, Duration.ofMinutes(3), () -> now);
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(get(client, server, "/healthz").statusCode()).isEqualTo(200);
      now = AT.plus(Duration.ofMinutes(4));
      assertThat(get(client, server, "/healthz").statusCode()).isEqualTo(503);
      look(State.OK, "");
      assertThat(get(client, server, "/healthz").statusCode()).isEqualTo(200);
      HttpResponse<String> page = get(client, server, "/metrics");
      assertThat(page.headers().firstValue("Content-Type")).hasValue(Metrics.TYPE);
      assertThat(page.body()).isEqualTo(metrics.text());
      assertThat(get(client, server, "/else").statusCode()).isEqualTo(404);
    }
  }

  private static HttpResponse<String> get(HttpClient client, MetricsServer server, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
