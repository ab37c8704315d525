package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence that looks like a fault of the cluster and is none, or none that explains failures. */
final class LookalikesTest {
  private static final String WEB =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web-5d4f8c9b7-abcde, namespace: shop, labels: {app: web}}
      spec: {containers: [{name: web, image: "web:1"}]}
      status:
        phase: Running
        podIP: 10.0.1.10
        conditions: [{type: Ready, status: "True"}]
        containerStatuses:
        - name: web
          ready: true
          restartCount: 3
          state: {running: {startedAt: "%s"}}
          lastState: {terminated: {reason: %s, exitCode: %d, finishedAt: "%s"}}
      """;

  @TempDir private Path folder;

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private String answer() {
    return Run.of("diagnose", folder.toString(), "-o", "json").out();
  }

  private static String state(String check, String state) {
    return "\"" + check + "\",\"state\":\"" + state + "\"";
  }

  private void requests(String host, String outcome, String upstream) throws IOException {
    StringBuilder log = new StringBuilder();
    for (int i = 10; i < 40; i++) {
      log.append(
          """
          [2026-11-28T10:00:%d.000Z] "GET / HTTP/1.1" %s - "-" 0 91 4 - "-" "curl/8.5" "id-%d" "%s" "%s" outbound|8080||web.shop.svc.cluster.local - 10.0.9.5:8080 10.0.2.20:41234 - default
          """
              .formatted(i, outcome, i, host, upstream));
    }
    write("caller-7d9-xyz12.istio-proxy.log", log.toString());
  }

  private void lookupsFail() throws IOException {
    write(
        "app.log",
        """
        2026-11-28T10:00:00Z ERROR call failed: Get "https://api.partner.example/": dial tcp: lookup api.partner.example on 172.20.0.10:53: server misbehaving
        """
            .repeat(5));
  }

  @Test
  void whatCoreDnsAsksIsNobodysRequest() throws IOException {
    requests("web.shop.svc.cluster.local:8080", "200 - via_upstream", "10.0.1.10:8080");
    write(
        "coredns-5d78c9869d-4xk2p.log",
        """
        [ERROR] plugin/errors: 2 telemetry.vendor.example. A: read udp 10.0.0.5:4444->10.0.0.2:53: i/o timeout
        """);
    assertThat(answer()).contains("\"verdict\":\"healthy\"");
  }

  @Test
  void nameServersInServiceAreNotToBlameForOneOutsideName() throws IOException {
    lookupsFail();
    write(
        "pods.txt",
        """
        NAMESPACE     NAME                       READY   STATUS    RESTARTS   AGE
        kube-system   coredns-5d78c9869d-4xk2p   1/1     Running   0          20d
        """);
    assertThat(answer()).contains("\"verdict\":\"insufficient\"");
  }

  @Test
  void theAutoscalerOfDnsAnswersNobody() throws IOException {
    lookupsFail();
    write(
        "pods.txt",
        """
        NAMESPACE     NAME                                   READY   STATUS             RESTARTS   AGE
        kube-system   kube-dns-5d78c9869d-4xk2p              0/4     CrashLoopBackOff   10         20d
        kube-system   kube-dns-autoscaler-5d78c9869d-9q8wz   1/1     Running            0          20d
        """);
    assertThat(answer()).contains(state("cluster-dns-not-ready", "FOUND"));
  }

  @Test
  void aRevisionOfIstiodThatIsScaledToNothingIsNotMissed() throws IOException {
    requests("web.shop.svc.cluster.local:8080", "503 UH no_healthy_upstream", "-");
    write(
        "deployments.txt",
        """
        NAMESPACE      NAME            READY   UP-TO-DATE   AVAILABLE   AGE
        istio-system   istiod          0/0     0            0           400d
        istio-system   istiod-1-27-3   2/2     2            2           20d
        """);
    assertThat(answer()).doesNotContain(state("istiod-not-ready", "FOUND"));
    write(
        "deployments.txt",
        """
        NAMESPACE      NAME            READY   UP-TO-DATE   AVAILABLE   AGE
        istio-system   istiod          0/2     2            0           400d
        """);
    assertThat(answer()).contains(state("istiod-not-ready", "FOUND"));
    write(
        "pods.txt",
        """
        NAMESPACE      NAME                             READY   STATUS    RESTARTS   AGE
        istio-system   istiod-1-27-3-6b8d7f5c9-k2x7p    1/1     Running   0          20d
        """);
    assertThat(answer()).contains(state("istiod-not-ready", "ABSENT"));
  }

  @Test
  void aPodOfAnotherServiceIsNotTheOneMeant() throws IOException {
    requests("web.shop.svc.cluster.local:8080", "503 UH no_healthy_upstream", "-");
    write(
        "services.txt",
        """
        NAMESPACE   NAME   TYPE        CLUSTER-IP     EXTERNAL-IP   PORT(S)    AGE   SELECTOR
        shop        web    ClusterIP   172.20.10.11   <none>        8080/TCP   90d   instance=shop,name=web
        """);
    String pods =
        """
        NAMESPACE   NAME                   READY   STATUS    RESTARTS   AGE   IP          NODE    NOMINATED NODE   READINESS GATES   LABELS
        shop        %s-5d4f8c9b7-abcde    2/2     Running   0          90d   10.0.1.30   n1      <none>           <none>            instance=shop,name=%s
        """;
    write("pods.txt", pods.formatted("api", "api"));
    assertThat(answer()).doesNotContain(state("service-selects-no-pod", "FOUND"));
    write("pods.txt", pods.formatted("web", "wbe"));
    assertThat(answer()).contains(state("service-selects-no-pod", "FOUND"));
  }

  @Test
  void oneFailedProbeKilledNobodyWhoRestartedLongAgo() throws IOException {
    requests("web.shop.svc.cluster.local:8080", "503 UC upstream_reset", "10.0.1.10:8080");
    write(
        "events.txt",
        """
        LAST SEEN   TYPE      REASON      OBJECT                    MESSAGE
        12m         Warning   Unhealthy   pod/web-5d4f8c9b7-abcde   Liveness probe failed: Get "http://10.0.1.10:8080/healthz": context deadline exceeded
        """);
    write(
        "pods.yaml", WEB.formatted("2026-10-20T00:00:00Z", "Completed", 0, "2026-10-20T00:00:00Z"));
    assertThat(answer()).contains(state("application-killed-by-probe", "ABSENT"));
    write(
        "pods.yaml", WEB.formatted("2026-11-28T10:00:31Z", "Completed", 0, "2026-11-28T10:00:30Z"));
    assertThat(answer()).contains(state("application-killed-by-probe", "FOUND"));
  }

  @Test
  void aContainerThatTheRuntimeLostDidNotCrash() throws IOException {
    requests("web.shop.svc.cluster.local:8080", "503 UF refused", "10.0.1.10:8080");
    String now = "2026-11-28T10:00:30Z";
    write("pods.yaml", WEB.formatted(now, "Unknown", 255, now));
    assertThat(answer()).contains(state("application-ended-with-error", "ABSENT"));
    write("pods.yaml", WEB.formatted(now, "Error", 255, now));
    assertThat(answer()).contains(state("application-ended-with-error", "FOUND"));
  }

  @Test
  void aJobThatFailedServesNobody() throws IOException {
    String ended =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: backup-28912345-x7k2p, namespace: shop}
        spec: {containers: [{name: backup, image: "backup:1"}]}
        status:
          phase: %s
          podIP: 10.0.3.3
          containerStatuses:
          - name: backup
            ready: false
            restartCount: 0
            state: {terminated: {reason: Error, exitCode: 1, finishedAt: "2026-11-28T02:00:09Z"}}
        """;
    write("pods.yaml", ended.formatted("Failed"));
    assertThat(answer()).contains(state("application-ended-with-error", "ABSENT"));
    write("pods.yaml", ended.formatted("Running"));
    assertThat(answer()).contains(state("application-ended-with-error", "FOUND"));
  }

  @Test
  void aGatewayThatAnotherRouteMissesIsNoReason() throws IOException {
    requests("new.example.com", "404 NR route_not_found", "-");
    write(
        "routes.yaml",
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: new, namespace: shop}
        spec:
          hosts: [new.example.com]
          gateways: [shop/shop-gw]
          http: [{match: [{uri: {prefix: /api}}], route: [{destination: {host: web}}]}]
        ---
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: shop-gw, namespace: shop}
        spec:
          selector: {istio: ingressgateway}
          servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [new.example.com]}]
        """);
    String row = "Error [IST0101] (VirtualService %s) Referenced gateway not found: \"%s\"\n";
    write("analyze.txt", row.formatted("legacy/old-app", "legacy/old-gw"));
    assertThat(answer()).contains(state("route-names-missing-gateway", "ABSENT"));
    write("analyze.txt", row.formatted("shop/new", "shop/gone"));
    assertThat(answer()).contains(state("route-names-missing-gateway", "FOUND"));
  }

  @Test
  void aDenyPolicyIsNotMendedByNamingTheCaller() throws IOException {
    requests(
        "web.shop.svc.cluster.local:8080",
        "403 - rbac_access_denied_matched_policy[ns[shop]-policy[no-batch]-rule[0]]",
        "-");
    write(
        "policy.yaml",
        """
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: no-batch, namespace: shop}
        spec: {action: DENY, rules: [{from: [{source: {namespaces: [batch]}}]}]}
        """);
    assertThat(answer()).contains("(DENY)", "DENY: leave the caller out of the rule");
  }
}
