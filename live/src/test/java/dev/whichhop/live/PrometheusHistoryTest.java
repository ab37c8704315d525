package dev.whichhop.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.whichhop.model.evidence.Gap;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions to a Prometheus, and answers that are none. */
final class PrometheusHistoryTest {
  private static final String ANSWER =
      "{\"status\": \"success\", \"data\": {\"resultType\": \"matrix\", \"result\": []}}";

  /** Labels, fields and response code details with names like those of metrics. */
  private static final Set<String> NO_METRICS =
      Set.of(
          "container_name",
          "kn_revision_name",
          "revision_name",
          "upstream_host",
          "upstream_per_try_idle_timeout",
          "upstream_per_try_timeout");

  @TempDir private Path folder;

  private final Ledger ledger = new Ledger();

  private void fetch(URI base) {
    PrometheusHistory history =
        new PrometheusHistory(
            base,
            new Budget(Collecting.limits(), InstantSource.system()),
            new FolderFiles(folder),
            ledger,
            new Window(Collecting.NOW.minus(Duration.ofHours(4)), Collecting.NOW));
    PrometheusHistory.queries(List.of("shop", "pay")).forEach(history::fetch);
  }

  @Test
  void asksForTheWindowAndKeepsTheAnswers() throws IOException {
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/prom/api/v1/query_range",
        exchange -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getQuery());
          ScriptedServer.json(exchange, 200, ANSWER);
        });
    server.start();
    try {
      fetch(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/prom/"));
    } finally {
      server.stop(0);
    }
    assertThat(ledger.gaps()).isEmpty();
    assertThat(folder.resolve("prometheus/istio-requests.json")).hasContent(ANSWER);
    // Four hours in 120 steps.
    assertThat(asked)
        .allMatch(one -> one.endsWith("&start=1772611200&end=1772625600&step=120"))
        .anyMatch(one ->
            one.startsWith(
                "GET query=istio_requests_total{destination_workload_namespace=~\"shop|pay\"}"));
    try (var files = Files.list(folder.resolve("prometheus"))) {
      assertThat(files).hasSameSizeAs(asked);
    }
  }

  /**
   * What the sources of checks name and Prometheus can have, with what Prometheus has before it.
   */
  @Test
  void everyMetricThatChecksReadIsAskedFor() throws IOException {
    Pattern literal =
        Pattern.compile(
            "\"((upstream|downstream|container|kube_pod|envoy|istio|pilot|autoscaler|revision|kn"
                + "|queue|activator)_[a-z0-9_]*[a-z0-9])\"");
    Set<String> read = new TreeSet<>();
    try (var files = Files.walk(Path.of("../diagnosis/src/main/java"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        literal.matcher(Files.readString(file)).results().forEach(one -> read.add(one.group(1)));
      }
    }
    read.removeAll(NO_METRICS);
    assertThat(read).hasSizeGreaterThan(30);

    List<Pattern> selectors =
        PrometheusHistory.queries(List.of()).values().stream()
            .map(query -> query.replaceFirst("^\\{__name__=~\"([^\"]*)\".*", "$1"))
            .map(Pattern::compile)
            .toList();
    assertThat(read)
        .allSatisfy(name ->
            assertThat(List.of("", "envoy_cluster_", "envoy_listener_", "envoy_listener_worker_"))
                .anyMatch(prefix ->
                    selectors.stream().anyMatch(one -> one.matcher(prefix + name).matches())));
  }

  @Test
  void controlPlanesAreAskedForBesidesTheNamespacesOfTheQuestion() {
    Plan shop = Collecting.plan(List.of("shop"), Collecting.EVERYTHING, false);
    assertThat(PrometheusHistory.queries(shop.withControlPlanes()).get("envoy-clusters"))
        .contains("namespace=~\"shop|istio-system\"");
  }

  @Test
  void nobodyThereIsAGapOfEachQuestion() {
    fetch(URI.create("http://127.0.0.1:1"));
    assertThat(ledger.entries()).isEmpty();
    assertThat(ledger.gaps())
        .hasSize(PrometheusHistory.queries(List.of()).size())
        .allMatch(gap -> gap.state() == Gap.State.FAILED && gap.why().contains("127.0.0.1:1"));
  }
}
