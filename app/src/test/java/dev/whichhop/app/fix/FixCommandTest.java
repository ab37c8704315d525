package dev.whichhop.app.fix;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.whichhop.app.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of fix against a real API server. */
final class FixCommandTest {
  private static final String RULE =
      """
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: cart, namespace: %s%s}
      spec: {host: cart, trafficPolicy: {connectionPool: {http: {idleTimeout: 300s}}}}
      """;

  @TempDir private Path folder;
  private FixedCluster cluster;

  @BeforeEach
  void open() throws InterruptedException {
    cluster = new FixedCluster();
    cluster.destinationRules();
  }

  @AfterEach
  void close() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private Run fix(String... arguments) {
    List<String> all = new ArrayList<>(List.of("fix"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--kubeconfig", cluster.kubeconfig().toString()));
    all.addAll(List.of("--journal", folder.resolve("journal").toString()));
    return Run.of(all.toArray(String[]::new));
  }

  private String answer(Answers answers) throws IOException {
    String text = answers.tree().toString().replaceFirst("\\{", "{\"kind\":\"Diagnosis\",");
    return Files.writeString(folder.resolve("answer.json"), text).toString();
  }

  private String idleTimeout(String namespace) {
    return cluster
        .object("networking.istio.io/v1", "DestinationRule", namespace, "cart")
        .at("/spec/trafficPolicy/connectionPool/http/idleTimeout")
        .asString("");
  }

  @Test
  void planApplyListUndo() throws IOException {
    cluster.namespace("fix-all");
    cluster.apply("gitops", RULE.formatted("fix-all", ""));
    String answer = answer(Answers.idleTimeout("fix-all", "cart", "cart"));

    Run shown = fix("plan", answer);
    assertThat(shown.status()).as(shown.err()).isZero();
    assertThat(shown.out())
        .contains("spec.trafficPolicy.connectionPool.http.idleTimeout", "- 300s", "+ 4s")
        .contains("conflict", "gitops", "touches the callers of one service", "host cart");
    Run json = fix("plan", answer, "-o", "json");
    assertThat(json.out()).isEqualTo(fix("plan", answer, "-o", "json").out());
    String plan = Files.writeString(folder.resolve("plan.json"), json.out()).toString();

    Run conflict = fix("apply", plan, "--yes");
    assertThat(conflict.status()).isEqualTo(5);
    assertThat(conflict.err()).contains("gitops", "--force-conflicts");
    Run silent = fix("apply", plan, "--force-conflicts");
    assertThat(silent.status()).isEqualTo(2);
    assertThat(silent.err()).contains("--yes");
    assertThat(idleTimeout("fix-all")).isEqualTo("300s");
    assertThat(fix("list").out()).contains("No fix");

    Run applied = fix("apply", plan, "--force-conflicts", "--yes");
    assertThat(applied.status()).as(applied.err()).isZero();
    assertThat(idleTimeout("fix-all")).isEqualTo("4s");
    Run list = fix("list");
    assertThat(list.status()).isZero();
    assertThat(list.out()).contains("stands. Take it back: whichhop fix undo ");
    String fix = list.out().substring(0, 15);
    assertThat(fix("undo", fix).status()).isEqualTo(2);
    Run undone = fix("undo", fix, "--yes", "--lang", "zh");
    assertThat(undone.status()).as(undone.err()).isZero();
    assertThat(undone.out()).contains("已恢复旧值和所有者");
    assertThat(idleTimeout("fix-all")).isEqualTo("300s");
    assertThat(fix("list").out()).contains(": undone");

    assertThat(fix("apply", plan, "--yes", "--change", "2").status()).isEqualTo(2);
    assertThat(fix("undo", "20000101-000000", "--yes").status()).isEqualTo(5);
  }

  @Test
  void whatIsKeptFromASourceIsChangedThere() throws IOException {
    cluster.namespace("fix-helm");
    String marks =
        ", labels: {app.kubernetes.io/managed-by: Helm}, annotations:"
            + " {meta.helm.sh/release-name: shop, meta.helm.sh/release-namespace: web,"
            + " 'argocd.argoproj.io/tracking-id': 'front:x/DestinationRule:fix-helm/cart'}";
    cluster.apply("helm", RULE.formatted("fix-helm", marks));
    String answer = answer(Answers.idleTimeout("fix-helm", "cart", "cart"));

    assertThat(fix("plan", answer).out())
        .contains("Helm release web/shop", "Argo CD application front");
    Run refused = fix("apply", answer, "--yes", "--force-conflicts");
    assertThat(refused.status()).isEqualTo(5);
    assertThat(refused.err()).contains("--although-managed");
    assertThat(fix("plan", answer, "--export", "helm").out())
        .contains("Helm release web/shop", "idleTimeout: 4s");
    assertThat(fix("plan", answer, "--export", "kustomize").out())
        .contains("kind: Kustomization", "patches:", "idleTimeout: 4s");
    assertThat(fix("plan", answer, "--export", "terraform").out())
        .contains("terraform import kubernetes_manifest.destinationrule_fix-helm_cart");
    assertThat(fix("apply", answer, "--yes", "--force-conflicts", "--although-managed").status())
        .isZero();
  }

  @Test
  void whatCannotBeAppliedIsSaidWithItsReason() throws IOException {
    cluster.namespace("fix-left");
    cluster.apply(
        "gitops",
        RULE.formatted("fix-left", "")
            .replace("host: cart", "host: '*.fix-left.svc.cluster.local'"));
    Answers answers =
        Answers.idleTimeout("fix-left", "other", "other.fix-left.svc.cluster.local")
            .and(
                "longer-listener-idle-timeout",
                "",
                "cli",
                "aws elbv2 modify-listener-attributes --attributes"
                    + " Key=tcp.idle_timeout.seconds,Value=900")
            .and(
                "keep-one-pod",
                "Service/fix-left/api",
                "spec: {template: {metadata: {annotations: {autoscaling.knative.dev/min-scale:"
                    + " \"1\"}}}}")
            .and(
                "warm-up-new-endpoints",
                "",
                "apiVersion: networking.istio.io/v1\n"
                    + "kind: DestinationRule\n"
                    + "metadata: {name: a, namespace: b}\n"
                    + "spec: {host: <host>}")
            .and("name-the-protocol", "Service/fix-left/../../x", "spec: {ports: []}")
            .and(
                "wait-before-stop",
                "Deployment/fix-left/none",
                "spec: {template: {spec: {terminationGracePeriodSeconds: 45}}}")
            .and("raise-server-keep-alive", "", "none", "");
    Run plan = fix("plan", answer(answers));
    assertThat(plan.status()).isEqualTo(3);
    assertThat(plan.out())
        .contains("shorten-proxy-idle-timeout: DestinationRule fix-left/cart (*.fix-left")
        .contains("longer-listener-idle-timeout: commands")
        .contains("keep-one-pod: the cluster does not have services.serving.knative.dev")
        .contains("warm-up-new-endpoints: the evidence has no value for <host>")
        .contains("name-the-protocol: the evidence does not say which object")
        .contains("wait-before-stop: Deployment fix-left/none is not in the cluster")
        .contains("raise-server-keep-alive: nothing to send");
    assertThat(fix("plan", answer(answers), "--export", "cli").out())
        .contains("aws elbv2 modify-listener-attributes");
    assertThat(fix("plan", answer(answers), "--export", "terraform").out())
        .contains("# aws_lb_listener: tcp_idle_timeout_seconds = 900");
  }

  @Test
  void whoMayNotIsTold() throws IOException {
    cluster.namespace("fix-denied");
    cluster.apply("gitops", RULE.formatted("fix-denied", ""));
    Run plan =
        fix(
            "plan",
            answer(Answers.idleTimeout("fix-denied", "cart", "cart")),
            "--context",
            "nobody");
    assertThat(plan.status()).isEqualTo(3);
    assertThat(plan.out()).contains("you may not", "destinationrules", "deploy/roles/fix.yaml");
  }

  @Test
  void namesFromTheClusterDoNotReachTheTerminal() throws IOException {
    cluster.namespace("fix-names");
    cluster.apply(
        "gitops",
        RULE.formatted("fix-names", ", annotations: {meta.helm.sh/release-name: \"a\\e[2Jb\"}"));
    Run plan = fix("plan", answer(Answers.idleTimeout("fix-names", "cart", "cart")));
    assertThat(plan.out()).contains("\\u001b").doesNotContain("\u001b");
  }

  @Test
  void aWrongPlanIsAnError() throws IOException {
    String broken =
        Files.writeString(
                folder.resolve("broken.json"),
                "{\"kind\":\"FixPlan\",\"apiVersion\":\"whichhop.dev/v1\"}")
            .toString();
    Run run = fix("apply", broken, "--yes");
    assertThat(run.status()).isEqualTo(4);
    assertThat(run.err()).contains("broken.json", "not a whole plan");
  }

  /** A server that answers so many requests with one status and the rest with another. */
  private static HttpServer server(int first, int until, int then) throws IOException {
    AtomicInteger count = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(count.incrementAndGet() <= until ? first : then, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private Run proved(String namespace, HttpServer server) throws IOException {
    cluster.namespace(namespace);
    cluster.apply("gitops", RULE.formatted(namespace, ""));
    try {
      return fix(
          "apply",
          answer(Answers.idleTimeout(namespace, "cart", "cart")),
          "--yes",
          "--force-conflicts",
          "--settle",
          "1s",
          "--auto-rollback",
          "--prove-requests",
          "40",
          "--prove",
          "http://127.0.0.1:" + server.getAddress().getPort() + "/");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whatGetsWorseIsTakenBackWhenAsked() throws IOException {
    Run worse = proved("fix-worse", server(200, 40, 503));
    assertThat(worse.status()).as(worse.err()).isEqualTo(5);
    assertThat(worse.out()).contains("It got worse", "Taking it back", "has its old value");
    assertThat(idleTimeout("fix-worse")).isEqualTo("300s");
  }

  @Test
  void whatHelpsStands() throws IOException {
    Run helped = proved("fix-helped", server(503, 40, 200));
    assertThat(helped.status()).as(helped.err()).isZero();
    assertThat(helped.out()).contains("It helped").doesNotContain("Taking it back");
    assertThat(idleTimeout("fix-helped")).isEqualTo("4s");
  }

  @Test
  void withoutADifferenceItCannotTell() throws IOException {
    Run same = proved("fix-same", server(200, 80, 200));
    assertThat(same.status()).as(same.err()).isEqualTo(3);
    assertThat(same.out()).contains("Cannot tell yet");
    assertThat(idleTimeout("fix-same")).isEqualTo("4s");
  }

  private static final String WORKLOAD =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: istiod, namespace: fix-restart}
      spec:
        replicas: 2
        selector: {matchLabels: {app: istiod}}
        template:
          metadata: {labels: {app: istiod}}
          spec: {containers: [{name: discovery, image: pilot}]}
      """;

  /** There is no controller there: the test says what one would have said. */
  private void controller(int ready) {
    cluster.status(
        "apps/v1",
        "Deployment",
        "fix-restart",
        "istiod",
        "{\"status\":{\"observedGeneration\":9,\"replicas\":2,\"updatedReplicas\":2,"
            + "\"readyReplicas\":"
            + ready
            + ",\"availableReplicas\":"
            + ready
            + "}}");
  }

  @Test
  void aWorkloadIsRestartedAndWaitedFor() throws IOException {
    cluster.namespace("fix-restart");
    cluster.apply("helm", WORKLOAD);
    Answers answers =
        new Answers()
            .and(
                "restart-or-scale-istiod",
                "",
                "cli",
                "istioctl proxy-status\nkubectl -n fix-restart rollout restart deployment/istiod\n")
            .and(
                "bring-component-into-mesh",
                "",
                "cli",
                "kubectl label namespace x istio-injection=enabled\n"
                    + "kubectl -n fix-restart rollout restart deployment/istiod")
            .and(
                "restore-scraping",
                "",
                "cli",
                "kubectl get pods; kubectl delete namespace fix-restart\n"
                    + "kubectl -n fix-restart rollout restart deployment/istiod");
    String answer = answer(answers);
    Run plan = fix("plan", answer);
    assertThat(plan.out())
        .contains("whichhop.dev/restarted-after-generation", "+ 1", "pods are replaced")
        .contains("bring-component-into-mesh: commands", "restore-scraping: commands");

    controller(1);
    Run waiting = fix("apply", answer, "--yes", "--wait", "1s", "--auto-rollback");
    assertThat(waiting.status()).as(waiting.err()).isEqualTo(5);
    assertThat(waiting.out()).contains("2 of 2 pods new, 1 ready", "Taking it back");

    controller(2);
    Run restarted = fix("apply", answer, "--yes", "--wait", "5s");
    assertThat(restarted.status()).as(restarted.out() + restarted.err()).isZero();
    assertThat(
            ""
                + cluster
                    .object("apps/v1", "Deployment", "fix-restart", "istiod")
                    .at("/spec/template"))
        .contains("restarted-after-generation");
  }

  /** From evidence to a rule in the cluster and back, by the commands alone. */
  @Test
  void theExampleOfTheDocumentationIsApplied() {
    cluster.namespace("shop");
    Run applied = fix("apply", "../examples/keepalive-race", "--yes");
    assertThat(applied.status()).as(applied.err()).isZero();
    assertThat(applied.out()).contains("DestinationRule shop/catalog (new)", "1: applied");
    String made =
        "" + cluster.object("networking.istio.io/v1", "DestinationRule", "shop", "catalog");
    assertThat(made).contains("\"idleTimeout\":\"4s\"");
    String fix = fix("list").out().substring(0, 15);
    assertThat(fix("undo", fix, "--yes").status()).isZero();
    assertThat(
            cluster
                .object("networking.istio.io/v1", "DestinationRule", "shop", "catalog")
                .isMissingNode())
        .isTrue();
  }

  @Test
  void withoutAPathTheClusterIsAsked() {
    cluster.namespace("fix-live");
    Run plan = fix("plan", "-n", "fix-live");
    assertThat(plan.status()).as(plan.err()).isEqualTo(3);
    assertThat(plan.out()).contains("Nothing on https://");
    Run nowhere = fix("plan", "-n", "fix-live", "--context", "production");
    assertThat(nowhere.status()).isEqualTo(4);
    assertThat(nowhere.err()).contains("production");
  }

  @Test
  void withoutAClusterNothingIsLeftUnclear() {
    String none = folder.resolve("no-kubeconfig").toString();
    for (String[] command :
        new String[][] {
          {"fix", "plan", "../examples/keepalive-race", "--kubeconfig", none},
          {"fix", "apply", "../examples/keepalive-race", "--yes", "--kubeconfig", none},
          {"fix", "undo", "20000101-000000", "--yes", "--kubeconfig", none}
        }) {
      Run run = Run.of(command);
      assertThat(run.status()).as(String.join(" ", command)).isEqualTo(4);
      assertThat(run.err().lines()).singleElement().asString().contains("no-kubeconfig");
    }
  }
}
