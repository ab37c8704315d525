package dev.whichhop.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.model.evidence.Gap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs and port-forwards by way of the real API server and a kubelet of ours. */
final class PodLogsTest {
  @TempDir private Path folder;

  private RealApiServer server;
  private TestKubelet kubelet;

  @BeforeEach
  void begin() throws Exception {
    server = RealApiServer.get();
    kubelet = new TestKubelet(TestCertificate.context(folder), "http.ingress.rq_total: 7\n");
    try (KubernetesClient admin = server.admin()) {
      apply(
          admin,
          """
          apiVersion: v1
          kind: Namespace
          metadata: {name: logs}
          ---
          apiVersion: v1
          kind: Node
          metadata: {name: one}
          ---
          apiVersion: v1
          kind: Service
          metadata: {name: cart, namespace: logs}
          spec: {selector: {app: cart}, ports: [{port: 80}]}
          """);
      status(
          admin,
          """
          apiVersion: v1
          kind: Node
          metadata: {name: one}
          status:
            addresses: [{type: InternalIP, address: 127.0.0.1}]
            daemonEndpoints: {kubeletEndpoint: {Port: %d}}
          """
              .formatted(kubelet.port()));
      pod(admin, "cart-5d9c7b9f5-x2v4z", "cart", 2);
      pod(admin, "other-5d9c7b9f5-bbbbb", "other", 0);
    }
  }

  @AfterEach
  void end() throws IOException {
    if (kubelet != null) {
      kubelet.close();
    }
  }

  private static void apply(KubernetesClient admin, String yaml) {
    admin
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .forceConflicts()
        .serverSideApply();
  }

  private static void status(KubernetesClient admin, String yaml) {
    admin.resource(yaml).patchStatus();
  }

  private static void pod(KubernetesClient admin, String name, String app, int restarts) {
    String head =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: %s, namespace: logs, labels: {app: %s}}
        """
            .formatted(name, app);
    apply(
        admin,
        head
            + """
            spec:
              nodeName: one
              containers: [{name: app, image: app}, {name: istio-proxy, image: proxy}]
            """);
    status(
        admin,
        head
            + """
            status:
              phase: Running
              containerStatuses:
              - {name: app, image: app, imageID: app, ready: true, restartCount: %d}
              - {name: istio-proxy, image: proxy, imageID: proxy, ready: true, restartCount: 0}
            """
                .formatted(restarts));
  }

  private Collection collect(String context, Focus focus, boolean forward) throws IOException {
    return Collecting.into(
        folder.resolve("bundle"),
        server.kubeconfig(),
        context,
        Collecting.plan(List.of("logs"), focus, forward));
  }

  @Test
  void fetchesTheLogsOfTheServiceThatIsAskedAboutAndOfTheContainerBefore() throws IOException {
    String line = "2026-03-04T11:59:00.000000001Z [2026-03-04T11:59:00.000Z] \"GET /pay\" 503\n";
    kubelet.log("logs/cart-5d9c7b9f5-x2v4z/istio-proxy", line);

    Collection collection =
        collect("admin", new Focus(List.of("cart.logs"), List.of(), List.of()), false);

    Path logs = folder.resolve("bundle/logs/logs");
    assertThat(collection.gaps()).isEmpty();
    assertThat(Files.readString(logs.resolve("cart-5d9c7b9f5-x2v4z_istio-proxy.log")))
        .isEqualTo(line);
    assertThat(Files.readString(logs.resolve("cart-5d9c7b9f5-x2v4z_app_previous.log")))
        .contains("before the restart");
    assertThat(kubelet.asked()).noneMatch(one -> one.contains("other-"));
    assertThat(kubelet.asked()).noneMatch(one -> one.contains("portForward"));
  }

  @Test
  void logsThatMayNotBeReadAreOneGapForTheNamespace() throws IOException {
    try (KubernetesClient admin = server.admin()) {
      apply(
          admin,
          """
          apiVersion: rbac.authorization.k8s.io/v1
          kind: Role
          metadata: {name: pods-alone, namespace: logs}
          rules: [{apiGroups: [""], resources: [pods], verbs: [list]}]
          ---
          apiVersion: rbac.authorization.k8s.io/v1
          kind: RoleBinding
          metadata: {name: pods-alone, namespace: logs}
          roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: pods-alone}
          subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: nobody}]
          """);
    }
    List<Gap> logs =
        collect("nobody", Collecting.EVERYTHING, true).gaps().stream()
            .filter(gap -> gap.rule().contains("pods/"))
            .toList();
    assertThat(logs)
        .extracting(Gap::rule)
        .containsExactlyInAnyOrder(
            "{apiGroups: [\"\"], resources: [\"pods/log\"], verbs: [\"get\"]}",
            "{apiGroups: [\"\"], resources: [\"pods/portforward\"], verbs: [\"get\", \"create\"]}");
  }

  @Test
  void readsPagesThroughPortForwardsWithThePublishedRole() throws IOException {
    try (KubernetesClient admin = server.admin()) {
      apply(admin, Files.readString(Path.of("../deploy/roles/look.yaml")));
      apply(admin, Files.readString(Path.of("../deploy/roles/port-forward.yaml")));
      apply(
          admin,
          """
          apiVersion: rbac.authorization.k8s.io/v1
          kind: ClusterRoleBinding
          metadata: {name: forwarder}
          roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: whichhop-look}
          subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: forwarder}]
          ---
          apiVersion: rbac.authorization.k8s.io/v1
          kind: RoleBinding
          metadata: {name: forwarder, namespace: logs}
          roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: whichhop-port-forward}
          subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: forwarder}]
          """);
    }
    Collection collection =
        collect(
            "forwarder",
            new Focus(List.of(), List.of(), List.of("cart-5d9c7b9f5-x2v4z.logs")),
            true);

    assertThat(collection.gaps()).isEmpty();
    assertThat(Files.readString(folder.resolve("bundle/pages/logs/cart-5d9c7b9f5-x2v4z_stats.txt")))
        .isEqualTo("http.ingress.rq_total: 7\n");
    assertThat(kubelet.asked())
        .contains(
            "GET /clusters?format=json HTTP/1.1",
            "GET /stats HTTP/1.1",
            "GET /server_info HTTP/1.1")
        .noneMatch(one -> one.contains("config_dump") || one.startsWith("POST"));
  }
}
