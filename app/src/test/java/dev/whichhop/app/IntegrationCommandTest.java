package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The example of the wrong revision, mended and broken one thing at a time. */
final class IntegrationCommandTest {
  private static final Path EXAMPLE = Path.of("../examples/wrong-revision/evidence");
  private static final Pattern ANSWER =
      Pattern.compile("\"ask\":\"([a-z-]+)\".*?\"answer\":\"(yes|no|unseen)\"");

  @TempDir private Path folder;

  static Stream<Path> evidence() throws IOException {
    return CheckCommandTest.evidence();
  }

  @ParameterizedTest
  @MethodSource("evidence")
  void answersInEveryFormat(Path evidence) {
    Run json = Run.of("integration", evidence.toString(), "-o", "json");
    assertThat(json.status()).as(json.err()).isIn(0, 1, 3);
    for (String language : List.of("en", "zh")) {
      Run text = Run.of("integration", evidence.toString(), "--lang", language);
      assertThat(text.status()).isEqualTo(json.status());
      assertThat(text.out()).doesNotContainPattern("(integration|artefact|check)\\.[a-z-]+[.:\\n]");
    }
  }

  @Test
  void theExampleIsBrokenAtTheProxy() throws IOException {
    copy();
    assertThat(answers())
        .containsEntry("conditions", "yes")
        .containsEntry("ingress-class", "yes")
        .containsEntry("gateways-there", "yes")
        .containsEntry("gateways-listen", "yes")
        .containsEntry("routes-arrived", "yes")
        .containsEntry("revisions-agree", "no")
        .containsEntry("components-meshed", "yes")
        .containsEntry("policies-admit", "no")
        .containsEntry("resources-shared", "yes")
        .containsEntry("drain-order", "no");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello.yaml | ingress.class: istio.ingress | ingress.class: kourier.ingress | ingress-class",
        "hello.yaml | - knative-serving/knative-ingress-gateway | - web/edge | gateways-there",
        "knative-serving.yaml | number: 8081 | number: 8082 | gateways-listen",
        "hello.yaml | - hello.greetings.apps.example.com | - hi.greetings.apps.example.com"
            + " | routes-arrived",
        "hello.yaml | type: RoutesReady, status: \"True\" | type: Ready, status: \"False\""
            + " | conditions",
        "pods.txt | activator-6c7d8f5b4-2ww8l                 2/2"
            + " | activator-6c7d8f5b4-2ww8l                 1/1 | components-meshed",
        "pod-hello-00003.yaml | requests: {cpu: 25m} | requests: {memory: 20Mi} | resources-shared"
      })
  void oneThingBroken(String file, String good, String bad, String ask) throws IOException {
    copy();
    assertThat(answers()).containsEntry(ask, "yes");
    edit(file, good, bad);
    assertThat(answers()).containsEntry(ask, "no");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "policies.yaml | - istio-system | - knative-serving | policies-admit",
        "pod-hello-00003.yaml | metadata: | metadata:\\n  annotations: {proxy.istio.io/config:"
            + " \"terminationDrainDuration: 40s\"} | drain-order"
      })
  void oneThingMended(String file, String bad, String good, String ask) throws IOException {
    copy();
    assertThat(answers()).containsEntry(ask, "no");
    edit(file, bad, good.replace("\\n", "\n"));
    assertThat(answers()).containsEntry(ask, "yes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'*.svc.cluster.local' | outlierDetection: {consecutive5xxErrors: 1} | no",
        "hello-00003 | tls: {mode: DISABLE} | no",
        "hello-00003.greetings.svc.cluster.local | connectionPool: {tcp: {maxConnections: 1}} | no",
        "'*.local' | tls: {mode: ISTIO_MUTUAL} | yes",
        "hello | connectionPool: {tcp: {maxConnections: 1}} | yes",
        "'*.shop.svc.cluster.local' | tls: {mode: DISABLE} | yes"
      })
  void aRuleOverKnativesHostsIsNamed(String host, String policy, String answer) throws IOException {
    copy();
    assertThat(answers()).containsEntry("rules-spare-revisions", "unseen");
    Files.writeString(
        folder.resolve("rule.yaml"),
        """
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: all, namespace: greetings}
        spec:
          host: "%s"
          trafficPolicy:
            %s
        """
            .formatted(host, policy));
    assertThat(answers()).containsEntry("rules-spare-revisions", answer);
  }

  @Test
  void aRevisionThatIsNotReadyIsNamedFirst() throws IOException {
    copy();
    edit(
        "hello.yaml",
        "latestCreatedRevisionName: hello-00003",
        "latestCreatedRevisionName: hello-00004");
    assertThat(Run.of("integration", folder.toString()).out())
        .contains("the newest revision hello-00004 is not ready, so hello-00003 answers");
  }

  @Test
  void theProxyThatHasTheRouteIsNotBlamed() throws IOException {
    copy();
    for (String file :
        List.of(
            "istio-ingressgateway-5c8d7f6b9-tt2vn_proxy-config-route.json",
            "istio-ingressgateway-5c8d7f6b9-tt2vn.log")) {
      edit(file, "hello-00002", "hello-00003");
    }
    assertThat(answers()).containsEntry("revisions-agree", "yes");
  }

  private void copy() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLE)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  private void edit(String file, String from, String to) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }

  private Map<String, String> answers() {
    Matcher found = ANSWER.matcher(Run.of("integration", folder.toString(), "-o", "json").out());
    Map<String, String> answers = new TreeMap<>();
    while (found.find()) {
      answers.put(found.group(1), found.group(2));
    }
    return answers;
  }
}
