package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A line on standard input is explained; words are explained by {@code explain}. */
final class PastedLineTest {
  private static final String AFTER_FLAG =
      " upstream_reset_before_response_started{connection_termination} - \"-\" 0 95 2 - \"-\""
          + " \"curl/7.88\" \"5c2e9a1f-0001\" \"shop.example.com\" ";

  private static final String GATEWAY =
      "[2024-06-11T13:10:14.453Z] \"GET /v2/lanes HTTP/1.1\" 503 UC"
          + AFTER_FLAG
          + "\"10.244.1.7:8080\" outbound|80||shop.shop.svc.cluster.local 10.244.0.5:41234"
          + " 10.244.0.5:8443 10.1.2.3:5555 shop.example.com -";

  private static final String INBOUND =
      "[2024-06-11T13:10:14.453Z] \"GET /v2/lanes HTTP/1.1\" 503 UC"
          + AFTER_FLAG
          + "\"10.244.1.7:8080\" inbound|8080|| 127.0.0.6:41234 10.244.1.7:8080 10.244.0.5:5555"
          + " outbound_.80_._.shop.shop.svc.cluster.local default";

  private static Run paste(String text, String... more) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    try {
      String[] arguments = new String[more.length + 1];
      arguments[0] = "-";
      System.arraycopy(more, 0, arguments, 1, more.length);
      return Run.of(arguments);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void theSameFlagPointsElsewhereFromAnotherSide() {
    Run gateway = paste(GATEWAY + "\n");
    assertThat(gateway.status()).isEqualTo(3);
    assertThat(gateway.out())
        .contains("UC (UpstreamConnectionTermination)")
        .contains("the workload that the gateway calls")
        .contains("request id               5c2e9a1f-0001")
        .contains("Look at this next")
        .contains("keepalive-idle-race-app")
        .contains("kubectl");
    assertThat(paste(INBOUND).out())
        .contains("the own application (or queue-proxy) in this pod")
        .doesNotContain("the workload that the gateway calls");
  }

  @Test
  void aLineThatNeverWentUpstreamDoesNotTellItsWriter() {
    String refused =
        "[2024-06-11T13:10:14.453Z] \"GET /x HTTP/1.1\" 503 UH no_healthy_upstream - \"-\" 0 19 0 -"
            + " \"-\" \"curl/7.88\" \"5c2e9a1f-0002\" \"shop.example.com\" \"-\""
            + " outbound|80||shop.shop.svc.cluster.local - 10.0.0.9:80 10.1.2.3:5555 - default";
    assertThat(paste(refused).out())
        .contains("does not tell whether it is a gateway or a sidecar")
        .contains("UH (NoHealthyUpstream)");
  }

  @Test
  void jsonLinesAndOldFormatsAreReadTheSame() {
    Run json =
        paste(
            "{\"response_code\":503,\"response_flags\":\"UC\",\"path\":\"/a\",\"method\":\"GET\","
                + "\"start_time\":\"2024-06-11T13:10:14.453Z\",\"request_id\":\"r-1\","
                + "\"upstream_cluster\":\"inbound|8080||\",\"duration\":3}\n");
    assertThat(json.out()).contains("UC (UpstreamConnectionTermination)").contains("r-1");
    Run old =
        paste(
            "[2018-07-11T13:10:14.453Z] \"GET /a HTTP/1.1\" 503 UF 0 57 1 - \"-\" \"curl/7\""
                + " \"5c2e9a1f-0003\" \"shop:80\" \"10.2.0.9:80\"\n");
    assertThat(old.out()).contains("UF (UpstreamConnectionFailure)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "curl: (52) Empty reply from server|FIN",
        "curl: (56) Recv failure: Connection reset by peer|RST",
        "503 pending request queue full|11 times containerConcurrency",
        "upstream request failed: activator request timeout|waited longer than timeoutSeconds",
        "2 123456789012 eni-0a1 10.0.1.5 10.0.2.7 41234 8080 6 3 180 1718111400 1718111460 REJECT"
            + " OK|security group or a network ACL"
      })
  void otherLinesAreExplainedToo(String line, String explained) {
    assertThat(paste(line).out()).contains(explained);
  }

  @Test
  void theTreeHasTheLine() throws IOException {
    Run json = paste(GATEWAY, "-o", "json");
    assertThat(json.out())
        .contains("\"lines\":[{\"line\":1,")
        .contains("\"word\":\"UC\"")
        .contains("\"request-id\":\"5c2e9a1f-0001\"");
    assertThat(AnswersTest.problems(json.out())).isEmpty();
    assertThat(paste(GATEWAY, "--lang", "zh").out()).contains("网关").contains("含义");
  }

  @Test
  void aLogOfManyLinesIsDiagnosedAsBefore() {
    assertThat(paste((GATEWAY + "\n").repeat(5)).out())
        .doesNotContain("What it means")
        .contains("What was seen");
  }

  @Test
  void hostileLinesHarmNoTerminal() {
    String hostile = GATEWAY.replace("curl/7.88", "\u001b]0;gone\u0007\u001b[2J");
    assertThat(paste(hostile).out()).doesNotContain("\u001b");
    assertThat(paste("{\"\u001b[2J\":\"\u202ex\",\"response_code\":503}").out())
        .doesNotContain("\u001b", "\u202e");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UC",
        "uf",
        "UF,URX",
        "UpstreamOverflow",
        "503",
        "000",
        "curl-52",
        "curl: (56)",
        "via_upstream",
        "upstream_reset_before_response_started{connection_termination}",
        "upstream_reset_before_response_started{remote_connection_failure|delayed_connect_error:_111}",
        "downstream_local_disconnect(on_idle_timeout)",
        "connection termination",
        "pending request queue full"
      })
  void wordsHaveAPage(String word) {
    for (String language : new String[] {"en", "zh"}) {
      Run run = Run.of("explain", word, "--lang", language);
      assertThat(run.status()).isZero();
      assertThat(run.out()).startsWith("# ").doesNotContain("term.").doesNotContain("page.");
    }
  }

  @Test
  void aPageNamesCausesAndSides() {
    assertThat(Run.of("explain", "UC").out())
        .contains("UpstreamConnectionTermination")
        .contains("In the line of the server's sidecar: it is about the own application")
        .contains("`keepalive-idle-race-app`")
        .contains("## Sources");
    assertThat(Run.of("explain", "curl-52").out()).contains("`nlb-hairpin-client-ip-preservation`");
    assertThat(Run.of("explain", "XY").status()).isEqualTo(2);
  }
}
