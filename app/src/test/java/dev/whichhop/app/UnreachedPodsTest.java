package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pods, Services and name servers that cannot be reached, and who is to blame. */
final class UnreachedPodsTest {
  private static final String PODS =
      """
      NAMESPACE   NAME                     READY   STATUS    RESTARTS   AGE   IP
      reports     builder-7ff6c8c9b6-2sznp 2/2     Running   0          6d    10.4.18.30
      docs        render-6bdf8fd6f4-vh2qn  2/2     Running   0          30d   10.4.20.11
      """;

  @TempDir private Path folder;

  @BeforeEach
  void pods() throws IOException {
    Files.writeString(folder.resolve("pods.txt"), PODS);
  }

  private String answer() {
    return Run.of("diagnose", folder.toString(), "-o", "json").out();
  }

  /** From the beginning of the first cause to its remedy. */
  private String firstCause() {
    String answer = answer();
    String causes = answer.substring(answer.indexOf("\"causes\""));
    return causes.substring(0, causes.indexOf("\"remedies\""));
  }

  private void lookupsTimeOut() throws IOException {
    StringBuilder log = new StringBuilder();
    for (int i = 10; i < 40; i++) {
      log.append(
          """
          {"time": "2025-03-05T11:41:%d.106Z", "level": "ERROR", "msg": "render failed", "err": "Post \\"http://render.docs.svc.cluster.local:8080/render\\": dial tcp: lookup render.docs.svc.cluster.local on 10.100.0.10:53: read udp 10.4.18.30:466%d->10.100.0.10:53: i/o timeout"}
          """
              .formatted(i, i));
    }
    Files.writeString(folder.resolve("builder.log"), log);
  }

  private void egressPolicy(String moreRules) throws IOException {
    Files.writeString(
        folder.resolve("policy.yaml"),
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: reports-egress, namespace: reports}
        spec:
          podSelector: {}
          policyTypes: [Egress]
          egress:
          - ports: [{port: 8080, protocol: TCP}]
            to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: docs}}}]
        """
            + moreRules);
  }

  @Test
  void lookupsThatAPolicyKeepsInAreThePolicysFault() throws IOException {
    lookupsTimeOut();
    egressPolicy("");
    assertThat(firstCause()).contains("\"network-policy-blocks\"", "reports/reports-egress");
    assertThat(answer())
        .contains("egress:\\n    - to:", "ports: [{protocol: UDP, port: 53}]")
        .doesNotContain("ingress:\\n    - from:");
  }

  @Test
  void whereThePolicyAdmitsLookupsTheNameServerIsToBlame() throws IOException {
    lookupsTimeOut();
    egressPolicy("  - ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]\n");
    assertThat(firstCause()).contains("\"cluster-dns-unavailable\"");
  }

  private void sidecarLog(String outcome, String upstream) throws IOException {
    StringBuilder log = new StringBuilder();
    for (int i = 10; i < 40; i++) {
      log.append(
          """
          [2025-03-05T11:41:%d.106Z] "GET /render HTTP/1.1" 503 %s - "-" 0 91 10000 - "-" "builder/1" "0a8d40d8-f3b3-4f41-a791-fa80bb9574%d" "render.docs:8080" "%s" outbound|8080||render.docs.svc.cluster.local - 10.100.40.9:8080 10.4.18.30:41066 - default
          """
              .formatted(i, outcome, i, upstream));
    }
    Files.writeString(folder.resolve("builder-7ff6c8c9b6-2sznp.istio-proxy.log"), log);
  }

  private void reject(int port) throws IOException {
    Files.writeString(
        folder.resolve("flow.log"),
        """
        version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status
        2 123456789012 eni-00aa11bb22cc33dd4 10.4.18.30 10.4.99.9 51100 443 6 9 900 1741174860 1741174900 ACCEPT OK
        2 123456789012 eni-00aa11bb22cc33dd4 10.4.3.250 10.4.20.11 51111 %d 6 1 40 1741174870 1741174900 REJECT OK
        """
            .formatted(port));
  }

  @Test
  void aScannersRejectAtAnotherPortIsNoReason() throws IOException {
    sidecarLog("UF upstream_reset_before_response_started{connection_timeout}", "10.4.20.11:8080");
    reject(22);
    assertThat(answer()).contains("\"flow-log-rejects\",\"state\":\"ABSENT\"");
    reject(8080);
    assertThat(answer()).contains("\"flow-log-rejects\",\"state\":\"FOUND\"");
  }

  @Test
  void theEndpointsAloneTellThatNoPodIsReady() throws IOException {
    sidecarLog("UH no_healthy_upstream", "-");
    Files.writeString(
        folder.resolve("slices.yaml"),
        """
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata:
          name: render-x7k2p
          namespace: docs
          labels: {kubernetes.io/service-name: render}
        addressType: IPv4
        endpoints:
        - addresses: [10.4.20.11]
          conditions: {ready: false, serving: false, terminating: false}
        ports: [{name: http, port: 8080, protocol: TCP}]
        """);
    assertThat(answer()).contains("\"service-without-ready-endpoint\",\"state\":\"FOUND\"");
  }
}
