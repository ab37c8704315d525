package dev.whichhop.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.whichhop.app.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collect, live, and what diagnose says about a bundle that is not whole. */
final class LiveTest {
  /** A collection of a user who may do nothing, written by a run against the real API server. */
  private static final Path DENIED =
      Path.of("../evidence/src/test/resources/fixtures/whichhop-collection/denied.json");

  private static final String PODS_RULE =
      "{apiGroups: [\"\"], resources: [\"pods\"], verbs: [\"list\"]}";

  private static final List<String> EVENT_CHECKS =
      List.of(
          "proxy-post-start-hook-failed",
          "load-balancer-sync-failed",
          "kubelet-probe-cut-by-sidecar",
          "queue-proxy-readiness-503",
          "rewritten-probe-answered-as-traffic",
          "pods-cannot-join-ambient");

  @TempDir private Path folder;

  private Path partialBundle() throws IOException {
    Path bundle = Files.createDirectories(folder.resolve("partial"));
    Files.copy(DENIED, bundle.resolve("collection.json"), StandardCopyOption.REPLACE_EXISTING);
    return bundle;
  }

  @Test
  void whatWasDeniedIsBlindWithItsRuleAndItsCost() throws IOException {
    String english = Run.of("diagnose", partialBundle().toString()).out();
    assertThat(english)
        .contains("BLIND: pods (istio-ingress, istio-system, knative-serving, shop)")
        .contains(PODS_RULE)
        .contains("checks without an answer: ");
    String chinese = Run.of("diagnose", partialBundle().toString(), "--lang", "zh").out();
    assertThat(chinese).contains("没有权限读取 pods").contains(PODS_RULE);
  }

  @Test
  void theSchemaHoldsForGaps() throws IOException {
    String json = Run.of("diagnose", partialBundle().toString(), "-o", "json").out();
    try (InputStream text = Run.class.getResourceAsStream("report/diagnosis.schema.json")) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(new String(text.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
      assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
    }
    assertThat(json).contains("\"state\":\"DENIED\"").contains("\"gaps\"");
  }

  private long answers(String state, String artefact) throws IOException {
    Path bundle = Files.createDirectories(folder.resolve("gap"));
    Files.writeString(
        bundle.resolve("collection.json"),
        """
        {"apiVersion": "whichhop.dev/v1", "kind": "Collection", "gaps": [
          {"what": "events", "namespace": "shop", "state": "cut", "why": "only the first 250",
           "rule": "", "artefacts": ["%s"]}]}
        """
            .formatted(artefact));
    Files.writeString(
        bundle.resolve("events.json"),
        """
        {"apiVersion": "v1", "kind": "List", "items": [
          {"apiVersion": "v1", "kind": "Event", "metadata": {"name": "pay-1.1", "namespace": "pay"},
           "involvedObject": {"kind": "Pod", "name": "pay-1", "namespace": "pay"},
           "type": "Normal", "reason": "Pulled", "message": "image is present",
           "count": 1, "lastTimestamp": "2026-03-04T11:30:00Z"}]}
        """);
    String json = Run.of("diagnose", bundle.toString(), "-o", "json").out();
    return EVENT_CHECKS.stream()
        .filter(check -> {
          int at = json.indexOf("{\"code\":\"" + check + "\"");
          return json.substring(at, json.indexOf('}', at)).contains("\"state\":\"" + state + "\"");
        })
        .count();
  }

  @Test
  void nothingIsAbsentFromEventsThatAreNotWhole() throws IOException {
    assertThat(answers("ABSENT", "nodes")).isEqualTo(EVENT_CHECKS.size());
    assertThat(answers("BLIND", "events")).isEqualTo(EVENT_CHECKS.size());
    assertThat(Run.of("diagnose", folder.resolve("gap").toString()).out())
        .contains("events (shop)", "checks without an answer: ");
  }

  @Test
  void whatDiagnoseWouldRefuseIsRefusedBeforeCollecting() throws IOException {
    String kubeconfig = kubeconfig("http://127.0.0.1:1").toString();
    for (String wrong : List.of("-o=texst", "--lang=fr", "--around=13:10", "--max-bytes=0")) {
      Run run = Run.of("live", "--kubeconfig", kubeconfig, wrong);
      assertThat(run.status()).as(run.err()).isEqualTo(2);
      assertThat(run.err()).doesNotContain("127.0.0.1");
    }
    assertThat(Run.of("live", "--kubeconfig", kubeconfig, "--max-bytes=999999999999Gi").err())
        .contains("8 EiB");
    // As --at of diagnose: a blank for the T, no offset. It goes on, and nobody is there.
    assertThat(
            Run.of("live", "--kubeconfig", kubeconfig, "--around", "2024-06-11 13:10:05").status())
        .isEqualTo(4);
  }

  @Test
  void withoutAKubeconfigOneLineSaysSo() {
    Run run = Run.of("live", "--kubeconfig", folder.resolve("none").toString(), "-n", "shop");
    assertThat(run.status()).isEqualTo(4);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .contains("kubeconfig")
        .contains("none");
  }

  @Test
  void aRunThatGotNothingLeavesNothingInTheWayOfTheNext() throws IOException {
    // Nobody listens on port 1.
    Path kubeconfig = kubeconfig("http://127.0.0.1:1");
    for (String bundle : List.of("bundle", "bundle.tgz")) {
      Run run =
          Run.of(
              "collect",
              "--kubeconfig",
              kubeconfig.toString(),
              "-o",
              folder.resolve(bundle).toString());
      assertThat(run.status()).isEqualTo(4);
      assertThat(run.err()).contains("127.0.0.1:1");
    }
    Path kept = folder.resolve("kept");
    Run live = Run.of("live", "--kubeconfig", kubeconfig.toString(), "--keep", kept.toString());
    assertThat(live.status()).isEqualTo(4);
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(kubeconfig);
    }
  }

  @Test
  void whereNothingIsAllowedLiveKeepsNothing() {
    Path kept = folder.resolve("kept");
    Run live =
        Run.of(
            "live",
            "--kubeconfig",
            TestCluster.kubeconfig().toString(),
            "--context",
            "nobody",
            "--keep",
            kept.toString());
    assertThat(live.status()).isEqualTo(4);
    assertThat(live.err()).contains("nothing could be collected");
    assertThat(kept).doesNotExist();
  }

  private Path kubeconfig(String server) throws IOException {
    return Files.writeString(
        folder.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "%s"}}]
        users: [{name: u, user: {token: t}}]
        contexts: [{name: c, context: {cluster: c, user: u, namespace: shop}}]
        current-context: c
        """
            .formatted(server));
  }

  @Test
  void wrongOptionsAreUsage() throws IOException {
    String kubeconfig = kubeconfig("http://127.0.0.1:1").toString();
    String out = folder.resolve("out").toString();
    assertThat(Run.of("collect", "--kubeconfig", kubeconfig).status()).isEqualTo(2);
    assertThat(
            Run.of("collect", "--kubeconfig", kubeconfig, "-A", "-n", "shop", "-o", out).status())
        .isEqualTo(2);
    assertThat(
            Run.of("collect", "--kubeconfig", kubeconfig, "--around", "noon", "-o", out).status())
        .isEqualTo(2);
    assertThat(
            Run.of("collect", "--kubeconfig", kubeconfig, "--in-flight", "33", "-o", out).status())
        .isEqualTo(2);
    assertThat(Run.of("collect", "--kubeconfig", kubeconfig, "-o", folder.toString()).err())
        .contains("exists already");
  }

  @Test
  void liveIsCollectAndDiagnose() throws IOException {
    String kubeconfig = TestCluster.kubeconfig().toString();
    Path bundle = folder.resolve("bundle.tgz");
    Run collect =
        Run.of("collect", "--kubeconfig", kubeconfig, "-n", "sohp", "-o", bundle.toString());
    assertThat(collect.status()).as(collect.err()).isEqualTo(3);
    assertThat(collect.out()).contains("namespace sohp: does not exist");
    Run live = Run.of("live", "--kubeconfig", kubeconfig, "-n", "sohp");
    assertThat(live.status()).isEqualTo(3);
    assertThat(live.out())
        .contains("namespace sohp could not be read")
        .isEqualTo(Run.of("diagnose", bundle.toString()).out().replace("bundle.tgz!/", ""));
  }
}
