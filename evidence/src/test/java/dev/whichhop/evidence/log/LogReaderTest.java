package dev.whichhop.evidence.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.whichhop.evidence.Problems;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Coverage.Completeness;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Observation;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogReaderTest {
  private static final String ACCESS =
      "[2020-11-25T21:26:18.409Z] \"GET /status/418 HTTP/1.1\" 418 - via_upstream - \"-\" 0 135 4 4"
          + " \"-\" \"curl/7.73.0-DEV\" \"84961386-6d84-929d-98bd-c5aee93b5c88\" \"httpbin:8000\""
          + " \"10.44.1.27:80\" outbound|8000||httpbin.foo.svc.cluster.local 10.44.1.23:37652"
          + " 10.0.45.184:8000 10.44.1.23:46520 - default";

  private final LogReader reader = new LogReader(LogWatcher.NONE);
  private final Problems problems = new Problems();

  private Bundle read(LogText text) throws IOException {
    BundleBuilder into = new BundleBuilder();
    reader.read(text, into, problems);
    return into.build();
  }

  @Test
  void recognisesLogsAndLeavesProseAlone() {
    assertThat(reader.recognises(LogText.of(ACCESS))).isGreaterThan(80);
    assertThat(
            reader.recognises(
                LogText.of("We see errors since Monday.", "Please have a look.", "Thank you")))
        .isZero();
    assertThat(reader.recognises(LogText.of("NAME   READY   STATUS", "a-1    1/1     Running")))
        .isZero();
    assertThat(
            reader.recognises(
                LogText.of(
                    "LAST                   TYPE      REASON",
                    "2019-10-30T10:27:00Z   Warning   BackOff")))
        .isZero();
    assertThat(reader.recognises(LogText.of())).isZero();
  }

  @Test
  void theStackTraceTellsWhyACallFailed() throws IOException {
    Bundle bundle =
        read(
            LogText.of(
                "2025-01-21 12:29:03.410 ERROR Client POST https://api.example.com/v3/a failed",
                "java.net.SocketException: Connection reset",
                "\tat java.base/sun.nio.ch.NioSocketImpl.implRead(NioSocketImpl.java:328)",
                "2025-01-21 12:30:03.410 ERROR Client POST https://api.example.com/v3/b failed",
                "2025-01-21 12:31:03.410 ERROR Client POST https://api.example.com/v3/c failed",
                "java.lang.IllegalStateException: pool",
                "Caused by: java.net.SocketTimeoutException: Read timed out"));

    assertThat(bundle.observations())
        .extracting(Observation::path, Observation::clientFailure)
        .containsExactly(
            tuple("/v3/a", ClientFailure.RESET),
            tuple("/v3/b", ClientFailure.OTHER),
            tuple("/v3/c", ClientFailure.TIMEOUT));
    assertThat(bundle.observations().getFirst().place().line()).isEqualTo(1);
  }

  @Test
  void whatCollectorsPutAroundALineIsTakenOff() throws IOException {
    List<String> wrapped =
        List.of(
            ACCESS,
            "2020-11-25T21:26:20.000000000Z stdout F " + ACCESS,
            "2020-11-25T21:26:20.123456789Z " + ACCESS,
            "[pod/sleep-5d9c7b9f5-x2v4z/istio-proxy] " + ACCESS,
            "sleep-5d9c7b9f5-x2v4z istio-proxy " + ACCESS,
            "foo sleep-5d9c7b9f5-x2v4z istio-proxy 2020-11-25T21:26:20.123456789Z " + ACCESS,
            "team-2 sleep-6f7c9d8-aeiou istio-proxy " + ACCESS,
            "2020-11-25T22:26:20+01:00 {namespace=\"foo\", pod=\"sleep-5d9c7b9f5-x2v4z\"}   "
                + ACCESS,
            "2020-11-25T21:26:20Z {} " + ACCESS,
            "2020-11-25T21:26:20.123000+00:00"
                + " kube.var.log.containers.sleep-5d9c7b9f5-x2v4z_foo_istio-proxy-0a1b.log "
                + ACCESS,
            "2020-11-25T21:26:20.123000+00:00 web/istio-proxy/1 {\"log\":\""
                + ACCESS.replace("\"", "\\\"")
                + "\",\"kubernetes\":{\"pod_name\":\"sleep-5d9c7b9f5-x2v4z\"}}",
            "2020-11-25T21:26:20 " + ACCESS,
            "{\"log\":\""
                + ACCESS.replace("\"", "\\\"")
                + "\\n\",\"stream\":\"stdout\","
                + "\"time\":\"2020-11-25T21:26:20.1Z\"}");
    Bundle bundle = read(new LogText("a.log", "", wrapped));
    assertThat(bundle.observations()).hasSize(wrapped.size());
    assertThat(bundle.observations()).extracting(Observation::status).containsOnly(418);
    assertThat(bundle.observations())
        .extracting(line -> line.vantage().instance())
        .containsExactly(
            "a.log",
            "a.log",
            "a.log",
            "sleep-5d9c7b9f5-x2v4z",
            "sleep-5d9c7b9f5-x2v4z",
            "sleep-5d9c7b9f5-x2v4z",
            "sleep-6f7c9d8-aeiou",
            "sleep-5d9c7b9f5-x2v4z",
            "a.log",
            "sleep-5d9c7b9f5-x2v4z",
            "sleep-5d9c7b9f5-x2v4z",
            "a.log",
            "a.log");
  }

  @Test
  void whatAProgramWroteItselfIsNoPrefix() throws IOException {
    for (String line :
        List.of(
            "2020-11-25T21:26:20.123Z INFO retry 2020-11-25 is a date",
            "2020-11-25T21:26:20.123Z team-2 said {} to us",
            "worker 2020-11-25T21:26:20Z took a job",
            "queue-proxy 7 of {\"a\":1}")) {
      assertThat(LinePrefix.strip(line).text()).as(line).isEqualTo(line);
    }
  }

  @Test
  void linesWithoutATimeHaveThatOfTheRecordBefore() throws IOException {
    Bundle bundle =
        read(
            LogText.of(
                "2024-05-01T10:00:00.000Z ERROR it broke",
                "java.net.SocketException: Connection reset",
                "\tat java.base/java.net.Socket.read(Socket.java:1)"));
    assertThat(bundle.logs())
        .extracting(LogRecord::time)
        .containsOnly(Instant.parse("2024-05-01T10:00:00Z"));
  }

  @Test
  void aLineThatEndsEarlyIsReported() throws IOException {
    read(LogText.of(ACCESS, ACCESS.substring(0, 50)));
    assertThat(problems.count()).isEqualTo(1);
    assertThat(problems.kept().getFirst().place().line()).isEqualTo(2);
  }

  @Test
  void coverageReachesFromTheFirstStartToTheLastEnd() throws IOException {
    Bundle bundle = read(LogText.of(ACCESS));
    assertThat(bundle.coverage()).hasSize(1);
    assertThat(bundle.coverage().getFirst().completeness()).isEqualTo(Completeness.FULL);
    assertThat(bundle.coverage().getFirst().start())
        .contains(Instant.parse("2020-11-25T21:26:18.409Z"));
    assertThat(bundle.coverage().getFirst().finish())
        .contains(Instant.parse("2020-11-25T21:26:18.413Z"));
  }

  @Test
  void theRecordedCommandTellsHowMuchOfALogIsThere() {
    assertThat(completeness("kubectl logs -n a pod-x")).isEqualTo(Completeness.FULL);
    assertThat(completeness("kubectl logs pod-x --tail=100")).isEqualTo(Completeness.TRUNCATED);
    assertThat(completeness("kubectl logs pod-x --tail=-1")).isEqualTo(Completeness.FULL);
    assertThat(completeness("kubectl logs -l app=x")).isEqualTo(Completeness.TRUNCATED);
    assertThat(completeness("kubectl logs pod-x | head -50")).isEqualTo(Completeness.TRUNCATED);
    assertThat(completeness("kubectl logs pod-x | grep 503")).isEqualTo(Completeness.FILTERED);
  }

  private static Completeness completeness(String command) {
    return LogExtent.completeness(new LogText("x", command, List.of(ACCESS)));
  }

  @Test
  void thePodIsNamedByFileOrCommand() {
    assertThat(InstanceName.of("logs/api-6b7c9d5f48-lw8tk_istio-proxy.log", ""))
        .isEqualTo("api-6b7c9d5f48-lw8tk");
    assertThat(InstanceName.of("api-6b7c9d5f48-lw8tk-istio-proxy.access.log", ""))
        .isEqualTo("api-6b7c9d5f48-lw8tk");
    assertThat(InstanceName.of("pods/shop_api-6b7c9d5f48-lw8tk_0f/istio-proxy/0.log", ""))
        .isEqualTo("api-6b7c9d5f48-lw8tk");
    assertThat(InstanceName.of("db-0.log", "")).isEqualTo("db-0");
    assertThat(InstanceName.of("x.txt", "kubectl logs -n a pod/api-6b7c9d5f48-lw8tk -c app"))
        .isEqualTo("api-6b7c9d5f48-lw8tk");
    assertThat(InstanceName.of("logs/gateway.log", "")).isEqualTo("gateway.log");
  }

  @Test
  void signalsAreLookedForInEveryLineThatIsNoCompleteSuccess() throws IOException {
    List<String> seen = new ArrayList<>();
    LogReader watched =
        new LogReader(
            (line, component, time, place, into) -> seen.add(place.line() + component.name()));
    watched.read(
        LogText.of(
            ACCESS, ACCESS.replace(" - via_upstream", " UC x"), "2024-05-01T10:00:00Z hello"),
        new BundleBuilder(),
        problems);
    assertThat(seen).containsExactly("2ISTIO_PROXY", "3APPLICATION");
  }

  @Test
  void aListOfAttemptsIsACallersLog() throws IOException {
    Bundle bundle =
        read(
            LogText.of(
                "2025-01-21T12:00:01Z 10.0.1.7 ok",
                "2025-01-21T12:00:02Z 10.0.1.8 SYN timeout",
                "2025-01-21T12:00:03Z till 7 sale failed: reset by peer",
                "2025-01-21T12:00:04Z till 8 sale ok 40ms"));

    assertThat(bundle.observations())
        .extracting(Observation::succeeded, Observation::clientFailure)
        .containsExactlyInAnyOrder(
            tuple(true, ClientFailure.NONE),
            tuple(false, ClientFailure.CONNECT_TIMEOUT),
            tuple(false, ClientFailure.RESET),
            tuple(true, ClientFailure.NONE));
  }

  @Test
  void aLogThatSpeaksOfSuccessAmongOtherThingsIsNone() throws IOException {
    Bundle bundle =
        read(
            LogText.of(
                "2025-01-21T12:00:01Z INFO starting",
                "2025-01-21T12:00:02Z INFO cache loaded",
                "2025-01-21T12:00:03Z WARN reload failed",
                "2025-01-21T12:00:04Z INFO listening",
                "2025-01-21T12:00:05Z INFO reload ok",
                "2025-01-21T12:00:06Z INFO leader elected"));

    assertThat(bundle.observations()).isEmpty();
  }
}
