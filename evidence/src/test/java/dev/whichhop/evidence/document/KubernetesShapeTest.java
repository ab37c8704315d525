package dev.whichhop.evidence.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.evidence.Problems;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Pod;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KubernetesShapeTest {

  @Test
  void makesAPodOfItsObject() throws IOException {
    Bundle bundle = Fixtures.bundle("kubernetes/pod.yaml");

    Pod pod = bundle.pods().getFirst();
    assertThat(pod.namespace()).isEqualTo("default");
    assertThat(pod.name()).isEqualTo("nginx-deployment-67d4bdd6f5-w6kd7");
    assertThat(pod.ip()).isEqualTo("10.88.0.3");
    assertThat(pod.node()).isEqualTo("kube-worker-1");
    assertThat(pod.status()).isEqualTo("Running");
    assertThat(pod.ready()).isTrue();
    assertThat(pod.restarts()).isZero();
    assertThat(pod.created()).isEqualTo(Instant.parse("2022-02-17T21:51:01Z"));
    assertThat(bundle.objects("Pod")).hasSize(1);
  }

  @Test
  void printsTheStatusThatKubectlPrints() throws IOException {
    assertThat(
            status(
                "phase: Running\n  containerStatuses:\n  - state: {waiting: {reason: CrashLoopBackOff}}"))
        .isEqualTo("CrashLoopBackOff");
    assertThat(
            status(
                "phase: Running\n  containerStatuses:\n  - state: {terminated: {reason: OOMKilled, exitCode: 137}}"))
        .isEqualTo("OOMKilled");
    assertThat(status("phase: Failed\n  reason: Evicted")).isEqualTo("Evicted");
    assertThat(
            status(
                "phase: Succeeded\n  containerStatuses:\n  - state: {terminated: {reason: Completed, exitCode: 0}}"))
        .isEqualTo("Completed");
    assertThat(
            status("phase: Failed\n  containerStatuses:\n  - state: {terminated: {exitCode: 3}}"))
        .isEqualTo("ExitCode:3");
    assertThat(status("phase: Pending\n  initContainerStatuses:\n  - state: {running: {}}"))
        .isEqualTo("Init:0/0");
  }

  private static String status(String status) throws IOException {
    return Fixtures.text("apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nstatus:\n  " + status)
        .pods()
        .getFirst()
        .status();
  }

  @Test
  void countsNativeSidecarsAsContainers() throws IOException {
    Pod pod =
        Fixtures.text(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: a, namespace: b, deletionTimestamp: "2026-01-02T03:04:05Z"}
                spec:
                  initContainers:
                  - {name: istio-validation}
                  - {name: istio-proxy, restartPolicy: Always}
                  containers:
                  - {name: app}
                status:
                  phase: Running
                  initContainerStatuses:
                  - {name: istio-validation, restartCount: 4, state: {terminated: {exitCode: 0}}}
                  - {name: istio-proxy, restartCount: 2, started: true, ready: true, state: {running: {}}}
                  containerStatuses:
                  - {name: app, restartCount: 1, ready: false, state: {running: {}}}
                """)
            .pods()
            .getFirst();

    assertThat(pod.containers()).isEqualTo(2);
    assertThat(pod.readyContainers()).isEqualTo(1);
    assertThat(pod.restarts()).isEqualTo(3);
    assertThat(pod.status()).isEqualTo("Terminating");
  }

  @Test
  void takesListsApartAndNamesTheirItems() throws IOException {
    Bundle bundle =
        Fixtures.text(
            """
            {"apiVersion": "v1", "kind": "List", "items": [
              {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"}},
              {"apiVersion": "v1", "kind": "PodList", "items": [{"metadata": {"name": "b"}}]}]}
            """);

    assertThat(bundle.objects("Service")).extracting(KubernetesObject::name).containsExactly("a");
    assertThat(bundle.objects("Pod"))
        .extracting(KubernetesObject::apiVersion)
        .containsExactly("v1");
    assertThat(bundle.pods()).extracting(Pod::name).containsExactly("b");
  }

  @Test
  void findsTheMeshConfigWithItsLines() throws IOException {
    Bundle bundle = Fixtures.bundle("kubernetes/configmap.yaml");

    KubernetesObject mesh = bundle.objects("MeshConfig").getFirst();
    assertThat(mesh.namespace()).isEqualTo("istio-system");
    assertThat(mesh.root().at("outboundTrafficPolicy", "mode").textOrEmpty())
        .isEqualTo("REGISTRY_ONLY");
    assertThat(mesh.root().at("outboundTrafficPolicy", "mode").place().line()).isEqualTo(11);
    assertThat(mesh.root().at("outboundTrafficPolicy", "mode").place().path())
        .isEqualTo("data.mesh.outboundTrafficPolicy.mode");
    assertThat(bundle.objects("ConfigMapValue"))
        .extracting(KubernetesObject::name)
        .containsExactly("istio/meshNetworks");
  }

  @Test
  void findsTheMeshConfigInJson() throws IOException {
    KubernetesObject mesh =
        Fixtures.bundle("kubernetes/configmap.json").objects("MeshConfig").getFirst();

    assertThat(mesh.root().get("rootNamespace").textOrEmpty()).isEqualTo("istio-system");
    assertThat(mesh.root().get("rootNamespace").place().line()).isEqualTo(10);
  }

  @Test
  void readsAMeshConfigWithoutItsConfigMap() throws IOException {
    Bundle bundle = Fixtures.text("accessLogFile: /dev/stdout\nenableAutoMtls: true\n");
    assertThat(bundle.objects("MeshConfig")).hasSize(1);
  }

  @Test
  void readsValuesOfCharts() throws IOException {
    Bundle bundle = Fixtures.text("pilot:\n  replicas: 2\nmeshConfig:\n  enableTracing: true\n");
    assertThat(bundle.objects("Values")).hasSize(1);
    assertThat(bundle.objects("MeshConfig")).hasSize(1);
  }

  @Test
  void readsEventsOfEveryVersion() throws IOException {
    Bundle bundle =
        Fixtures.text(
            """
            apiVersion: v1
            kind: Event
            type: Warning
            reason: Unhealthy
            message: "Readiness probe failed"
            count: 7
            lastTimestamp: "2026-01-02T03:04:05Z"
            involvedObject: {kind: Pod, name: a, namespace: b}
            ---
            apiVersion: events.k8s.io/v1
            kind: Event
            metadata: {namespace: c}
            type: Normal
            reason: Killing
            note: Stopping container app
            eventTime: "2026-01-02T03:04:05.123456Z"
            series: {count: 3, lastObservedTime: "2026-01-02T03:05:00.000000Z"}
            regarding: {kind: Pod, name: d}
            """);

    KubernetesEvent core = bundle.events().get(0);
    assertThat(core.objectKind() + "/" + core.objectName()).isEqualTo("pod/a");
    assertThat(core.namespace()).isEqualTo("b");
    assertThat(core.count()).isEqualTo(7);
    assertThat(core.time()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    KubernetesEvent series = bundle.events().get(1);
    assertThat(series.namespace()).isEqualTo("c");
    assertThat(series.message()).isEqualTo("Stopping container app");
    assertThat(series.count()).isEqualTo(3);
    assertThat(series.time()).isEqualTo(Instant.parse("2026-01-02T03:05:00Z"));
  }

  @Test
  void reportsWhatTheServerRefused() throws IOException {
    Problems problems = new Problems();
    Fixtures.text(
        "a.json",
        "",
        "{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"status\": \"Failure\", \"message\": \"no\"}",
        problems);
    assertThat(problems.kept())
        .singleElement()
        .extracting(Problems.Problem::message)
        .asString()
        .contains("refused: no");
  }
}
