package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code check} compares, and that it answers whatever the evidence is. */
final class CheckCommandTest {
  private static final Path EXAMPLES = Path.of("../examples");
  private static final Path EXAM = Path.of("../../shared/exam/cases");

  /** Istio's limits when nobody sets one. */
  private static final String NO_LIMITS =
      """
      {"name": "outbound|80|v2|orders.shop.svc.cluster.local", "type": "EDS",
       "connectTimeout": "%s", "circuitBreakers": {"thresholds": [{"maxConnections": %s,
       "maxPendingRequests": 4294967295, "maxRequests": 4294967295, "maxRetries": 4294967295}]}}
      """;

  @TempDir private Path folder;

  static Stream<Path> evidence() throws IOException {
    return Stream.concat(folders(EXAMPLES), folders(EXAM));
  }

  private static Stream<Path> folders(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return Stream.empty();
    }
    try (Stream<Path> entries = Files.list(parent)) {
      return entries
          .map(one -> one.resolve("evidence"))
          .filter(Files::isDirectory)
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("evidence")
  void answersInEveryFormat(Path evidence) {
    Run json = Run.of("check", evidence.toString(), "-o", "json");
    assertThat(json.status()).as(json.err()).isIn(0, 1, 3);
    assertThat(json.out()).startsWith("{\"apiVersion\":\"whichhop.dev/v1\",\"kind\":\"Check\"");
    assertThat(Run.of("check", evidence.toString(), "-o", "json")).isEqualTo(json);
    for (String language : List.of("en", "zh")) {
      Run text = Run.of("check", evidence.toString(), "--lang", language);
      assertThat(text.status()).isEqualTo(json.status());
      assertThat(text.out())
          .isNotBlank()
          .doesNotContainPattern("(?m)^ *(check|setting|artefact)\\.[a-z0-9.-]+$");
    }
    assertThat(Run.of("check", evidence.toString(), "-o", "yaml").status())
        .isEqualTo(json.status());
  }

  @Test
  void aQuietSystemShowsWhatHasNotArrived() {
    String text = Run.of("check", EXAMPLES.resolve("quiet-system/evidence").toString()).out();
    assertThat(text)
        .containsPattern("! connectionPool.tcp.maxConnections +200 +≠ 100")
        .containsPattern("! resources.limits.memory +256Mi +≠ 64Mi")
        .containsPattern("! outlierDetection.consecutiveErrors +1000")
        .containsPattern("! ejected +- +1/10")
        .containsPattern("  connectionPool.http.idleTimeout +4s +4s");
  }

  @Test
  void settingsOfAPortReplaceTheOthersAsAWhole() throws IOException {
    rule(
        """
            connectionPool:
              tcp:
                maxConnections: 77
            portLevelSettings:
            - port:
                number: 80
              loadBalancer:
                simple: ROUND_ROBIN
        """);
    cluster("10s", "4294967295");
    assertThat(check().status()).isZero();
  }

  @Test
  void aSubsetKeepsTheBlocksThatItDoesNotHave() throws IOException {
    rule(
        """
            connectionPool:
              tcp:
                maxConnections: 77
          subsets:
          - name: v2
            trafficPolicy:
              outlierDetection:
                consecutive5xxErrors: 7
        """);
    cluster("10s", "77");
    Run run = check();
    assertThat(run.out())
        .containsPattern("  connectionPool.tcp.maxConnections +77 +77")
        .containsPattern("! outlierDetection.consecutive5xxErrors +7 +≠ off");
  }

  @Test
  void theRuleOfTheCallersNamespaceHidesTheOther() throws IOException {
    rule(
        """
            connectionPool:
              tcp:
                maxConnections: 77
        """);
    Files.writeString(
        folder.resolve("wildcard.yaml"),
        """
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: all, namespace: web}
        spec:
          host: "*.svc.cluster.local"
          trafficPolicy:
            connectionPool: {tcp: {maxConnections: 500}}
        """);
    Files.writeString(
        folder.resolve("pods.txt"),
        """
        NAMESPACE   NAME                      READY   STATUS    RESTARTS   AGE
        web         front-6c8d7b9f5-abcde     2/2     Running   0          5d
        """);
    cluster("10s", "500");
    assertThat(check().out()).containsPattern("connectionPool.tcp.maxConnections +500 +500");
  }

  @Test
  void whatTheMeshConfigurationSetsIsNoDifference() throws IOException {
    rule(
        """
            loadBalancer:
              simple: RANDOM
        """);
    cluster("3s", "4294967295");
    Run unknown = check();
    assertThat(unknown.out()).doesNotContain("≠");
    Files.writeString(
        folder.resolve("mesh.yaml"), "connectTimeout: 3s\nrootNamespace: istio-system\n");
    assertThat(check().out()).doesNotContain("≠");
  }

  @Test
  void withoutAnythingToCompareItSaysWhatToFetch() throws IOException {
    Files.writeString(folder.resolve("note.txt"), "nothing here\n");
    Run run = check();
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out()).contains("istioctl proxy-config cluster");
  }

  private void rule(String policy) throws IOException {
    Files.writeString(
        folder.resolve("rule.yaml"),
        """
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata:
          name: orders
          namespace: shop
        spec:
          host: orders.shop.svc.cluster.local
          trafficPolicy:
        """
            + policy);
  }

  private void cluster(String connectTimeout, String maxConnections) throws IOException {
    Files.writeString(
        folder.resolve("front-6c8d7b9f5-abcde_clusters-config.json"),
        "[" + NO_LIMITS.formatted(connectTimeout, maxConnections) + "]");
  }

  private Run check() {
    return Run.of("check", folder.toString());
  }
}
