package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A good pod and a bad one, before and after. */
final class CompareTest {
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: cart-6b8f9c7d54-%1$s
        namespace: shop
        uid: 5c2e9a1f-7d1e-4c3f-8a51-0f6f2c7e4%2$s
        creationTimestamp: "2024-06-11T1%3$d:00:00Z"
        resourceVersion: "10%3$d7"
        labels: {app: cart, pod-template-hash: 6b8f9c7d54}
        annotations:
          proxy.istio.io/config: "concurrency: %3$d"
      spec:
        nodeName: node-a
        containers:
          - name: app
            image: registry.example/cart:1.%3$d
            env:
              - {name: POD_NAME, value: cart-6b8f9c7d54-%1$s}
              - {name: KEEP_ALIVE, value: "75"}
            resources: {limits: {memory: %3$d00Mi}}
          - name: istio-proxy
            image: docker.io/istio/proxyv2:1.22.3
        volumes:
          - name: kube-api-access-%1$s
            projected: {}
      status:
        podIP: 10.0.0.%3$d
        containerStatuses:
          - name: app
            ready: true
            restartCount: %4$d
            containerID: containerd://%2$s
      """;

  private static final String LINE =
      "[2024-06-11T13:10:%02d.000Z] \"GET /a HTTP/1.1\" %s - \"-\" 0 95 2 1 \"-\" \"curl/7.88\""
          + " \"5c2e9a1f-%s-%d\" \"shop.example.com\" \"10.244.1.7:8080\" inbound|8080|| 127.0.0.6:41234"
          + " 10.244.1.7:8080 10.244.0.5:5555 - default\n";

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it before the tests.
  private Path folder;

  private String good = "";
  private String bad = "";

  @BeforeEach
  void write() throws IOException {
    good = side("good", POD.formatted("bcdf7", "aaa11111", 1, 0), 0, 120);
    bad = side("bad", POD.formatted("xz2kq", "bbb22222", 2, 7), 30, 120);
  }

  private String side(String name, String pod, int failed, int of) throws IOException {
    Path side = Files.createDirectory(folder.resolve(name));
    Files.writeString(side.resolve("pod.yaml"), pod);
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < of; i++) {
      String result =
          i < failed
              ? "503 UC upstream_reset_before_response_started{connection_termination}"
              : "200 - via_upstream";
      log.append(LINE.formatted(i % 60, result, name, i));
    }
    Files.writeString(side.resolve("proxy.log"), log);
    return side.toString();
  }

  @Test
  void whatMattersIsListedAndNoiseIsNot() throws IOException {
    Run run = Run.of("compare", good, bad);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .contains("503 UC @ sidecar (inbound): more often in B")
        .contains("0 of 120")
        .contains("30 of 120")
        .contains("spec.containers[name=app].image")
        .contains("registry.example/cart:1.2")
        .contains("restartCount")
        .contains("limits.memory")
        .contains("proxy.istio.io/config")
        .doesNotContain("POD_NAME")
        .doesNotContain("uid")
        .doesNotContain("resourceVersion")
        .doesNotContain("kube-api-access")
        .doesNotContain("pod-template-hash")
        .doesNotContain("containerID")
        .doesNotContain("podIP")
        .doesNotContain("istio-proxy].image")
        .doesNotContain("KEEP_ALIVE");
    assertThat(run.out().indexOf("Images")).isLessThan(run.out().indexOf("Annotations"));
    Run json = Run.of("compare", good, bad, "-o", "json");
    assertThat(json.status()).isEqualTo(1);
    try (InputStream schema =
        CompareTest.class.getResourceAsStream("report/comparison.schema.json")) {
      assertThat(schema).isNotNull();
      assertThat(
              SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                  .getSchema(
                      new String(schema.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON)
                  .validate(json.out(), InputFormat.JSON))
          .isEmpty();
    }
    assertThat(Run.of("compare", good, bad, "-o", "json")).isEqualTo(json);
    assertThat(Run.of("compare", good, bad, "--lang", "zh").out()).contains("B 更频繁").contains("镜像");
    assertThat(Run.of("compare", good, bad, "-o", "yaml").out()).contains("kind: Comparison");
  }

  @Test
  void aBundleAndItselfAreTheSame() {
    Run run = Run.of("compare", bad, bad);
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("the samples cannot tell them apart")
        .doesNotContain("Images")
        .doesNotContain("on one side only");
    Run healthy = Run.of("compare", good, good);
    assertThat(healthy.status()).isZero();
    assertThat(healthy.out()).contains("Nothing that was compared differs");
  }

  @Test
  void smallSamplesAreNotOverstated() throws IOException {
    String few = side("few", POD.formatted("bcdf7", "aaa11111", 1, 0), 1, 8);
    assertThat(Run.of("compare", good, few).out()).contains("more often in B");
    String fewer = side("fewer", POD.formatted("bcdf7", "aaa11111", 1, 0), 0, 8);
    assertThat(Run.of("compare", few, fewer).out()).contains("the samples cannot tell them apart");
  }

  @Test
  void whatOneSideLacksIsNamedAndNotADifference() throws IOException {
    Files.writeString(
        Path.of(good, "rule.yaml"),
        """
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: cart, namespace: shop}
        spec:
          host: cart
          trafficPolicy: {connectionPool: {http: {idleTimeout: 30s}}}
        """);
    Run run = Run.of("compare", good, bad);
    assertThat(run.out())
        .contains("Not compared, only A has it: DestinationRule")
        .doesNotContain("DestinationRule/shop/cart");
  }

  @Test
  void nothingToReadAndWrongPaths() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(Run.of("compare", good, empty.toString()).status()).isEqualTo(3);
    assertThat(Run.of("compare", good, "no/such").status()).isEqualTo(4);
    assertThat(Run.of("compare", good).status()).isEqualTo(2);
  }
}
