package dev.whichhop.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.InputFile;
import dev.whichhop.model.evidence.Observation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same line of a proxy, as it comes out of different collectors and stores of logs. */
final class LogStoresTest {
  private static final String LINE =
      "[2026-11-20T10:00:01.123Z] \"GET /api/cart HTTP/1.1\" 503 UC"
          + " upstream_reset_before_response_started{connection_termination} - \"-\" 0 95 3 -"
          + " \"-\" \"curl/8.1\" \"7a1\" \"checkout\" \"10.1.2.3:8080\" inbound|8080||"
          + " 127.0.0.6:33333 10.1.2.3:8080 10.1.9.9:40000"
          + " outbound_.80_._.checkout.shop.svc.cluster.local default";
  private static final String POD = "checkout-6d9f7c8b59-k2zvt";

  @TempDir private Path folder;

  private Bundle read(String name, String text) throws IOException {
    Files.writeString(
        folder.resolve(name),
        text.replace("LINE", LINE.replace("\"", "\\\""))
            .replace("CELL", LINE.replace("\"", "\"\""))
            .replace("POD", POD));
    try (EvidenceReader reader = new EvidenceReader(List.of())) {
      return reader.read(List.of(folder), InputStream.nullInputStream(), Progress.SILENT);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '~',
      value = {
        "filebeat.ndjson ! {\"@timestamp\":\"2026-11-20T10:00:01.2Z\",\"message\":\"LINE\",\"kubernetes\":{\"pod\":{\"name\":\"POD\"}}}",
        "fluentd.json ! {\"log\":\"LINE\\n\",\"stream\":\"stdout\",\"kubernetes\":{\"pod_name\":\"POD\"},\"time\":\"2026-11-20T10:00:01.2Z\"}",
        "search.json ! {\"took\":3,\"hits\":{\"hits\":[{\"_index\":\"k\",\"_source\":{\"log\":\"LINE\",\"kubernetes\":{\"pod_name\":\"POD\"}}}]}}",
        "hits.ndjson ! {\"_index\":\"k\",\"_source\":{\"message\":\"LINE\",\"kubernetes\":{\"pod\":{\"name\":\"POD\"}}}}",
        "loki.json ! {\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{\"stream\":{\"pod\":\"POD\"},\"values\":[[\"1795168801200000000\",\"LINE\"]]}]}}",
        "labels.json ! {\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{\"stream\":{\"podName\":\"POD\"},\"values\":[[\"1795168801200000000\",\"LINE\"]]}]}}",
        "logcli.jsonl ! {\"labels\":{\"pod\":\"POD\"},\"line\":\"LINE\",\"timestamp\":\"2026-11-20T10:00:01.2Z\"}",
        "grafana.json ! [{\"line\":\"LINE\",\"timestamp\":\"1795168801200000000\",\"fields\":{\"pod\":\"POD\"}}]",
        "gke.json ! [{\"insertId\":\"1\",\"resource\":{\"labels\":{\"pod_name\":\"POD\"}},\"textPayload\":\"LINE\\n\",\"timestamp\":\"2026-11-20T10:00:01.2Z\"}]",
        "aks.json ! [{\"LogMessage\":\"LINE\",\"PodName\":\"POD\",\"TimeGenerated\":\"2026-11-20T10:00:01.2Z\"}]",
      })
  void aLineInJsonIsTheLineItself(String name, String text) throws IOException {
    assertIsTheLine(read(name, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '~',
      value = {
        "Date,Host,Service,Pod Name,Message ! 2026-11-20T10:00:01.2Z,node-1,checkout,POD,\"CELL\"",
        "@timestamp,kubernetes.pod.name,message ! \"Nov 20, 2026 @ 10:00:01.200\",POD,\"CELL\"",
      })
  void aLineInATableIsTheLineItself(String header, String row) throws IOException {
    assertIsTheLine(read("export.csv", header + "\n" + row + "\n"));
  }

  private static void assertIsTheLine(Bundle bundle) {
    assertThat(bundle.inputs()).allMatch(InputFile::read);
    assertThat(bundle.observations()).hasSize(1);
    Observation line = bundle.observations().getFirst();
    assertThat(line.status()).isEqualTo(503);
    assertThat(line.flags()).isEqualTo("UC");
    assertThat(line.time()).hasToString("Optional[2026-11-20T10:00:01.123Z]");
    assertThat(line.vantage().instance()).isEqualTo(POD);
    assertThat(line.evidence().text()).isEqualTo(LINE);
  }

  @Test
  void theFieldsOfAPayloadAreALineOfJson() throws IOException {
    Bundle bundle =
        read(
            "gke.json",
            """
            [
              {
                "insertId": "2",
                "resource": {"labels": {"pod_name": "cart-7c9d8b6f5-x2x4z"}},
                "jsonPayload": {
                  "level": "error",
                  "msg": "GET http://checkout/api/cart failed",
                  "err": "read tcp 10.1.2.3:1->10.1.2.4:80: read: connection reset by peer"
                },
                "timestamp": "2026-11-20T10:00:01.3Z"
              }
            ]
            """);
    assertThat(bundle.observations()).hasSize(1);
    Observation call = bundle.observations().getFirst();
    assertThat(call.clientFailure()).isEqualTo(ClientFailure.RESET);
    assertThat(call.time()).hasToString("Optional[2026-11-20T10:00:01.300Z]");
    assertThat(call.vantage().instance()).isEqualTo("cart-7c9d8b6f5-x2x4z");
  }

  @Test
  void aMessageOverSeveralLinesOfATableStaysTogether() throws IOException {
    Bundle bundle =
        read(
            "export.csv",
            """
            timestamp,message
            2026-11-20T10:00:01.2Z,"java.net.SocketException: Connection reset
            	at java.base/sun.nio.ch.NioSocketImpl.implRead(NioSocketImpl.java:328)"
            2026-11-20T10:00:02.2Z,started
            """);
    assertThat(bundle.logs()).hasSize(3);
    assertThat(bundle.logs().getLast().place().line()).isEqualTo(4);
    assertThat(bundle.logs().getLast().raw()).isEqualTo("started");
    assertThat(bundle.logs().getLast().time()).isEqualTo("2026-11-20T10:00:02.200Z");
    assertThat(bundle.logs().getLast().message()).isEqualTo("started");
  }

  @Test
  void anEmptyMessageIsNoDamageButAShortRowIs() throws IOException {
    Bundle bundle =
        read(
            "export.csv",
            """
            timestamp,pod,message
            2026-11-20T10:00:01.2Z,a,started
            2026-11-20T10:00:02.2Z,a,
            2026-11-20T10:00:03.2Z,a,""
            2026-11-20T10:00:04.2Z,a
            """);
    assertThat(bundle.logs()).hasSize(1);
    assertThat(bundle.inputs().getFirst().problem())
        .isEqualTo("line 5: expected 3 cells, found 2 and no message");
  }

  @Test
  void aQuoteWithoutItsOtherCostsNoMoreThanItsRow() throws IOException {
    StringBuilder table = new StringBuilder("timestamp,message\n");
    table.append("2026-11-20T10:00:01.2Z,\"never closed\n");
    for (int i = 0; i < 600; i++) {
      table.append("2026-11-20T10:00:02.2Z,going on\n");
    }
    Bundle bundle = read("export.csv", table.toString());
    assertThat(bundle.inputs().getFirst().problem())
        .contains("line 2", "expected a closing quote within 500 lines");
    assertThat(bundle.logs().getLast().message()).isEqualTo("going on");
    assertThat(bundle.logs().getLast().place().line()).isEqualTo(602);
  }

  @Test
  void aTableOfRequestsIsNotOneOfLogLines() throws IOException {
    Bundle bundle =
        read(
            "requests.csv",
            """
            timestamp,url,status,message
            2026-11-20T10:00:01.2Z,http://checkout/,503,upstream connect error
            """);
    assertThat(bundle.inputs().getFirst().format()).isEqualTo("client-csv");
    assertThat(bundle.observations()).hasSize(1);
  }

  @Test
  void aProgramThatNamesItsPodIsNotOpened() throws IOException {
    Bundle bundle =
        read(
            "app.log",
            """
            {"level":"error","time":"2026-11-20T10:00:01.2Z","message":"refused","pod":"POD","body":"{\\"a\\":1}"}
            {"level":"info","time":"2026-11-20T10:00:02.2Z","message":"on","stream":"orders","line":42,"body":"{\\"a\\":1}"}
            """);
    assertThat(bundle.logs()).hasSize(2);
    assertThat(bundle.logs().getFirst().level()).isEqualTo("ERROR");
    assertThat(bundle.logs().getFirst().message()).isEqualTo("refused");
    assertThat(bundle.logs().getLast().message()).isEqualTo("on");
  }

  @Test
  void aProgramsOwnFieldThatHoldsJsonIsNotOpened() throws IOException {
    Bundle bundle =
        read(
            "app.log",
            """
            {"level":"error","time":"2026-11-20T10:00:01.2Z","msg":"refused","body":"{\\"a\\":1}"}
            {"level":"info","time":"2026-11-20T10:00:02.2Z","msg":"going on","body":"[2026]"}
            """);
    assertThat(bundle.logs()).hasSize(2);
    assertThat(bundle.logs().getFirst().message()).isEqualTo("refused");
    assertThat(bundle.logs().getFirst().level()).isEqualTo("ERROR");
  }
}
