package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which verdict small pieces of evidence lead to. */
final class VerdictsTest {
  private static final int HEALTHY = 0;
  private static final int INSUFFICIENT = 3;

  @TempDir private Path folder;

  @Test
  void scannersThatNoRouteTakesAreNoFault() throws IOException {
    List<String> lines = served();
    for (String path : List.of("/.env", "/wp-login.php", "/cgi-bin/luci", "/.git/config")) {
      lines.add(line(path, "404 NR route_not_found", "192.0.2.66", "-"));
    }
    assertThat(diagnose(lines)).isEqualTo(HEALTHY);
  }

  @Test
  void aMissingRouteIsAFault() throws IOException {
    List<String> lines = served();
    for (int i = 0; i < 9; i++) {
      lines.add(line("/v2/orders/" + i, "404 NR route_not_found", "192.0.2.66", "-"));
    }
    assertThat(diagnose(lines)).isNotEqualTo(HEALTHY);
  }

  @Test
  void aStrangerThatBreaksALimitIsNoFaultWhereCallersAreWell() throws IOException {
    List<String> lines = served();
    for (int i = 0; i < 6; i++) {
      lines.add(line("/", "431 DPE http1.headers_too_large", "192.0.2.66", "-"));
    }
    assertThat(diagnose(lines)).isNotEqualTo(HEALTHY);
    Files.writeString(
        folder.resolve("synthetic-checks.csv"),
        """
        time_utc,check,status,ms
        2026-03-04T09:00:00Z,login,200,185
        2026-03-04T09:00:04Z,items,200,132
        2026-03-04T09:05:00Z,login,200,190
        """);
    assertThat(diagnose(lines)).isEqualTo(HEALTHY);
  }

  @Test
  void aQuotedProxyErrorIsNotHealedByLaterSuccess() throws IOException {
    Files.writeString(
        folder.resolve("ticket.txt"),
        """
        Ticket 7, opened by a customer
        Two calls at noon came back with this body:
        upstream connect error or disconnect/reset before headers. reset reason: connection failure
        Since then it works.
        """);
    assertThat(diagnose(served())).isEqualTo(INSUFFICIENT);
  }

  @Test
  void hearsayIsHealedByTrafficThatSucceeds() throws IOException {
    Files.writeString(
        folder.resolve("ticket.txt"),
        """
        Ticket 8, opened by a colleague
        Somebody said that there might have been a 503 last week.
        Please have a look whether that can be.
        """);
    assertThat(diagnose(served())).isEqualTo(HEALTHY);
  }

  @Test
  void whatNoServerCanLogIsNotHealedByItsLog() throws IOException {
    Files.writeString(
        folder.resolve("matrix.txt"),
        """
        # curl from each node to each node
        from/to     node-a   node-b
        node-a      ok       timeout
        node-b      timeout  ok
        """);
    assertThat(diagnose(served())).isEqualTo(INSUFFICIENT);
  }

  @Test
  void anHonestErrorNowAndThenIsHealthy() throws IOException {
    List<String> lines = served();
    lines.add(line("/v1/items/7", "500 - via_upstream", "198.51.100.7", "10.70.1.20:8080"));
    assertThat(diagnose(lines)).isEqualTo(HEALTHY);
  }

  @Test
  void anApplicationThatOftenAnswersWithErrorsIsNotHealthy() throws IOException {
    List<String> lines = served();
    for (int i = 0; i < 20; i++) {
      lines.add(line("/v1/items/7", "500 - via_upstream", "198.51.100.7", "10.70.1.20:8080"));
    }
    assertThat(diagnose(lines)).isEqualTo(INSUFFICIENT);
    assertThat(Run.of("diagnose", folder.toString()).out())
        .contains("NO HOP DROPPED IT", "33 % of the answers are errors of the application");
  }

  @Test
  void callersThatAreNearlyAllSentAwayAreNotServed() throws IOException {
    List<String> lines = served().subList(0, 5);
    for (int i = 0; i < 20; i++) {
      lines.add(line("/v1/items/7", "404 - via_upstream", "198.51.100.7", "10.70.1.20:8080"));
    }
    assertThat(diagnose(lines)).isEqualTo(INSUFFICIENT);
  }

  @Test
  void whatTheGatewayRefusesOnPurposeIsItsPolicyAndNotTheApplications() throws IOException {
    List<String> lines = served();
    for (int i = 0; i < 40; i++) {
      lines.add(line("/v1/items/7", "403 UAEX ext_authz_denied", "198.51.100.7", "-"));
    }
    assertThat(diagnose(lines)).isEqualTo(INSUFFICIENT);
    assertThat(Run.of("diagnose", folder.toString()).out())
        .contains("a proxy refuses 50 % of the requests", "(refused on purpose by a proxy)")
        .doesNotContain("the application's own answer");
  }

  @Test
  void anAuthorizationServiceThatFailsIsToBeExplained() throws IOException {
    List<String> lines = served();
    lines.add(line("/v1/items/7", "403 UAEX ext_authz_error", "198.51.100.7", "-"));
    assertThat(diagnose(lines)).isEqualTo(INSUFFICIENT);
  }

  /** gRPC statuses stand in trailers; HTTP says 200 whatever happened. */
  @Test
  void callsThatFailBehindStatus200AreSeen() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      String status = i % 3 > 0 ? "OK" : i % 2 == 0 ? "14" : "Unavailable";
      lines.add(
          "{\"start_time\":\"2026-03-04T09:00:%02dZ\",\"method\":\"POST\",\"path\":\"/i.I/Get\","
                  .formatted(i)
              + "\"protocol\":\"HTTP/2\",\"response_code\":200,\"response_flags\":\"-\","
              + "\"response_code_details\":\"via_upstream\",\"duration\":4,\"grpc_status\":\""
              + status
              + "\",\"upstream_cluster\":\"inbound|9090||\",\"upstream_host\":\"10.3.1.1:9090\"}");
    }
    assertThat(diagnose(lines)).isEqualTo(INSUFFICIENT);
    assertThat(Run.of("diagnose", folder.toString()).out())
        .contains("33 % of the answers", "10 of 30 requests failed: 200 gRPC 14");
  }

  /** What a line says of its writer does not hang on the name of the file it was saved to. */
  @Test
  void aConnectionWithAForeignServerNameArrivedAtAGateway() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      lines.add(
          "[2026-03-04T09:00:%02dZ] \"- - -\" 0 NR filter_chain_not_found - \"-\" 0 0 0 - \"-\" \"-\" \"-\" \"-\" \"-\" - - 10.70.0.5:8443 10.70.9.%d:40000 old.example.org -"
              .formatted(i, i));
    }
    Files.write(folder.resolve("attachment.txt"), lines);
    assertThat(firstCause()).contains("\"gateway-sni-mismatch\"");
  }

  /** The near miss: the server name that a caller's sidecar makes up. */
  @Test
  void aConnectionWithAServerNameOfTheMeshArrivedAtASidecar() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      lines.add(
          "[2026-03-04T09:00:%02dZ] \"- - -\" 0 NR filter_chain_not_found - \"-\" 0 0 0 - \"-\" \"-\" \"-\" \"-\" \"-\" - - 10.70.0.5:8080 10.70.9.%d:40000 outbound_.80_._.items.shop.svc.cluster.local -"
              .formatted(i, i));
    }
    Files.write(folder.resolve("attachment.txt"), lines);
    assertThat(firstCause()).doesNotContain("\"gateway-sni-mismatch\"");
  }

  /** Both proxies write this line, so alone it is no verdict. */
  @Test
  void oneConnectionWithoutServerNameDoesNotTellWhoRefusedIt() throws IOException {
    Files.writeString(
        folder.resolve("attachment.txt"),
        "[2026-03-04T09:00:00Z] \"- - -\" 0 NR filter_chain_not_found - \"-\" 0 0 0 - \"-\" \"-\""
            + " \"-\" \"-\" \"-\" - - 10.70.0.5:8443 10.70.9.7:40000 - -\n");
    assertThat(Run.of("diagnose", folder.toString()).status()).isEqualTo(3);
  }

  @Test
  void whatManyHostsSendAndNobodyUnderstandsArrivedAtAGateway() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      lines.add(
          "[2026-03-04T09:00:%02dZ] \"- - HTTP/1.1\" 400 DPE http1.codec_error - \"-\" 0 11 0 - \"-\" \"-\" \"-\" \"-\" \"-\" - - 10.70.0.5:8080 10.70.9.%d:40000 - -"
              .formatted(i, i));
    }
    Files.write(folder.resolve("attachment.txt"), lines);
    Files.writeString(
        folder.resolve("attributes.json"),
        """
        {"Attributes": [{"Key": "proxy_protocol_v2.enabled", "Value": "true"},
          {"Key": "preserve_client_ip.enabled", "Value": "true"}]}
        """);
    assertThat(firstCause()).contains("\"proxy-protocol-mismatch\"");
  }

  /** Folded at the width of a terminal, no parser knows them, but only Envoys write such words. */
  @Test
  void anEnvoysWordsInALineThatIsNoLongerOneAreNotTheApplications() throws IOException {
    List<String> folded = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String whole =
          line("/v1/items/" + i, "503 UC upstream_reset", "198.51.100.7", "10.70.1.20:8080");
      folded.add(whole.substring(0, 110));
      folded.add(whole.substring(110));
    }
    Files.write(folder.resolve("pasted.log"), folded);
    Run run = Run.of("diagnose", folder.toString());
    assertThat(run.status()).isNotEqualTo(HEALTHY);
    assertThat(run.out()).doesNotContain("the application's own answer");
  }

  /** A script's list of attempts: those without an answer have its own words and no status. */
  @Test
  void attemptsWithoutAnAnswerAmongResultsAreSeen() throws IOException {
    Files.writeString(
        folder.resolve("probe.txt"),
        """
        2026-03-04 09:10:04 sport=33404 dst=10.73.72.8 connect=15.1ms tls=ok status=204
        2026-03-04 09:10:07 sport=33412 dst=10.73.72.8 connect=12.9ms tls=ok status=204
        2026-03-04 09:10:22 sport=33444 dst=10.73.40.8 connect=TIMEOUT (10.0s, errno 110)
        2026-03-04 09:10:35 sport=33450 dst=10.73.72.8 connect=11.9ms tls=ok status=204
        2026-03-04 09:10:47 sport=33474 dst=10.73.40.8 connect=TIMEOUT (10.0s, errno 110)
        2026-03-04 09:11:00 sport=33482 dst=10.73.40.8 connect=11.5ms tls=ok status=204
        """);
    assertThat(diagnose(served())).isEqualTo(INSUFFICIENT);
    assertThat(Run.of("diagnose", folder.toString()).out())
        .contains("2 of 6 requests failed: connect timeout");
  }

  @Test
  void aDescribedServiceTellsItsNodePorts() throws IOException {
    Files.writeString(
        folder.resolve("service.txt"),
        """
        Name:                     ingress
        Namespace:                edge
        Labels:                   <none>
        Type:                     LoadBalancer
        Port:                     http  80/TCP
        NodePort:                 http  30081/TCP
        Port:                     https  443/TCP
        NodePort:                 https  30444/TCP
        Session Affinity:         None
        """);
    Files.writeString(
        folder.resolve("target-groups.json"),
        """
        {"TargetGroups": [{"TargetGroupName": "k8s-edge-ingress-0a1b2c3d4e", "Protocol": "TCP",
          "Port": 30999, "TargetType": "instance"}]}
        """);
    Files.writeString(
        folder.resolve("target-health.json"), unhealthy("i-0a1b2c3d4e5f60718", 30999));
    assertThat(firstCause()).contains("\"nlb-target-port-drift\"");
  }

  @Test
  void flowLogsNameTheSourceThatTheTargetsRefuse() throws IOException {
    Files.writeString(folder.resolve("target-health.json"), unhealthy("10.70.0.5", 8443));
    Files.writeString(
        folder.resolve("flow.log"),
        """
        2 123456789012 eni-00aa11bb22cc33dd4 192.0.2.66 10.70.9.9 51111 8443 6 1 40 1772611200 \
        1772611250 REJECT OK
        2 123456789012 eni-00aa11bb22cc33dd5 10.70.1.7 10.70.0.5 51112 8443 6 3 180 1772611200 \
        1772611250 REJECT OK
        2 123456789012 eni-00aa11bb22cc33dd5 10.70.1.7 10.70.0.5 51113 8443 6 3 180 1772611260 \
        1772611310 REJECT OK
        """);
    assertThat(firstCause()).contains("\"sg-missing-or-revoked-rule\"", "10.70.1.7");
    assertThat(firstCause()).doesNotContain("192.0.2.66");
  }

  /** From the beginning of the first cause to its remedy. */
  private String firstCause() {
    String answer = Run.of("diagnose", folder.toString(), "-o", "json").out();
    String causes = answer.substring(answer.indexOf("\"causes\""));
    return causes.substring(0, causes.indexOf("\"remedies\""));
  }

  private static String unhealthy(String id, int port) {
    return """
    {"TargetHealthDescriptions": [{"Target": {"Id": "%s", "Port": %d},
      "HealthCheckPort": "%d", "TargetHealth": {"State": "unhealthy",
      "Reason": "Target.FailedHealthChecks", "Description": "Health checks failed"}}]}
    """
        .formatted(id, port, port);
  }

  private int diagnose(List<String> gatewayLines) throws IOException {
    Files.write(folder.resolve("edge-gateway-7c5d9-aaaaa.log"), gatewayLines);
    return Run.of("diagnose", folder.toString(), "-o", "json").status();
  }

  private static List<String> served() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lines.add(line("/v1/items/" + i, "200 - via_upstream", "198.51.100." + i, "10.70.1.20:8080"));
    }
    return lines;
  }

  /** Istio's default text format. */
  private static String line(String path, String outcome, String caller, String upstream) {
    boolean sent = !upstream.equals("-");
    return "[2026-03-04T09:00:00.000Z] \"GET "
        + path
        + " HTTP/1.1\" "
        + outcome
        + " - \"-\" 0 120 "
        + (sent ? "12 11" : "0 -")
        + " \""
        + caller
        + "\" \"agent/1\" \"-\" \"shop.example.org\" \""
        + upstream
        + "\" "
        + (sent ? "outbound|80||items.shop.svc.cluster.local 10.70.0.5:41000" : "- -")
        + " 10.70.0.5:8443 "
        + caller
        + ":50112 shop.example.org -";
  }
}
