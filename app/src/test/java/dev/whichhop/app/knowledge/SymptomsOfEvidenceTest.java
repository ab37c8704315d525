package dev.whichhop.app.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.Diagnoser;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.diagnosis.view.Revisions.Revision;
import dev.whichhop.evidence.EvidenceReader;
import dev.whichhop.evidence.Progress;
import dev.whichhop.knowledge.Signals;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Symptom;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What evidence amounts to before any check: which failures have to be explained. */
final class SymptomsOfEvidenceTest {
  private static final String PROBE =
      "[2024-02-06T10:00:%s.000Z] \"GET /ready HTTP/1.1\" %s - via_upstream - \"-\" 0 4 1 1 \"-\""
          + " \"kube-probe/1.29\" \"-\" \"10.12.3.21:8080\" \"10.12.3.21:8080\" inbound|8080||"
          + " 127.0.0.6:41000 10.12.3.21:8080 10.8.0.2:51100 - default";

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
  private Path folder;

  private CaseFile open(String name, List<String> lines) throws IOException {
    Files.write(folder.resolve(name), lines);
    try (EvidenceReader reader = new EvidenceReader(Signals.load())) {
      return Diagnoser.open(
          reader.read(List.of(folder), InputStream.nullInputStream(), Progress.SILENT));
    }
  }

  private static String probe(int second, int status) {
    return PROBE.formatted("%02d".formatted(second), status);
  }

  @Test
  void probesFailingUntilTheServerIsReadyAreExpected() throws IOException {
    CaseFile file =
        open("a-istio-proxy.log", List.of(probe(1, 503), probe(6, 503), probe(11, 200)));

    assertThat(file.symptoms())
        .singleElement()
        .extracting(Symptom::disposition)
        .isEqualTo(Disposition.EXPECTED);
  }

  @Test
  void probesFailingAfterwardsAreNot() throws IOException {
    CaseFile file =
        open("a-istio-proxy.log", List.of(probe(1, 200), probe(6, 503), probe(11, 200)));

    assertThat(file.symptoms())
        .singleElement()
        .extracting(Symptom::disposition)
        .isEqualTo(Disposition.FAULTY);
  }

  @Test
  void refusedConnectionInStackTraceIsReported() throws IOException {
    CaseFile file =
        open(
            "worker.log",
            List.of(
                "2023-05-04T06:10:02.602Z ERROR queue setup failed",
                "java.net.ConnectException: Connection refused",
                "\tat java.base/sun.nio.ch.Net.pollConnect(Native Method)"));

    assertThat(file.symptoms()).singleElement().isInstanceOf(Symptom.Reported.class);
  }

  @Test
  void describedKnativeServiceHasItsConcurrency() throws IOException {
    CaseFile file =
        open(
            "ksvc.txt",
            List.of(
                "Name:         quotes",
                "Namespace:    desk",
                "Labels:       <none>",
                "API Version:  serving.knative.dev/v1",
                "Kind:         Service",
                "Spec:",
                "  Template:",
                "    Spec:",
                "      Container Concurrency:  0",
                "      Timeout Seconds:        300",
                "Status:",
                "  Latest Ready Revision Name:    quotes-00004",
                "Events:                          <none>"));

    assertThat(Revisions.of(file.bundle()))
        .singleElement()
        .extracting(Revision::key, one -> one.concurrency().textOrEmpty())
        .containsExactly("desk/quotes-00004", "0");
  }
}
