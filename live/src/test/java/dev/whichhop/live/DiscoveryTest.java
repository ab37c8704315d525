package dev.whichhop.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.whichhop.model.evidence.Gap;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups with several versions, of which one is broken or came too late for the budget. */
final class DiscoveryTest {
  private static final Map<String, String> PAGES =
      Map.of(
          "/apis",
          """
          {"groups": [{"name": "networking.istio.io",
            "preferredVersion": {"version": "v1"},
            "versions": [{"version": "v1"}, {"version": "v1beta1"}, {"version": "v1alpha3"}]}]}
          """,
          "/api/v1",
          "{\"resources\": []}",
          "/apis/networking.istio.io/v1",
          kinds("virtualservices"),
          "/apis/networking.istio.io/v1alpha3",
          kinds("envoyfilters", "virtualservices"));

  @TempDir private Path folder;

  private final Ledger ledger = new Ledger();
  private HttpServer server;

  private static String kinds(String... plurals) {
    return "{\"resources\": ["
        + String.join(
            ",",
            List.of(plurals).stream()
                .map("{\"name\": \"%s\", \"namespaced\": true, \"verbs\": [\"list\"]}"::formatted)
                .toList())
        + "]}";
  }

  @BeforeEach
  void begin() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String page = PAGES.get(exchange.getRequestURI().getPath());
          ScriptedServer.json(exchange, page == null ? 404 : 200, page == null ? "" : page);
        });
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private List<String> found(int requests) throws IOException {
    Path kubeconfig =
        ScriptedServer.kubeconfig(folder, "http://127.0.0.1:" + server.getAddress().getPort());
    Budget budget =
        new Budget(
            new Budget.Limits(requests, 1 << 20, Duration.ofMinutes(1), 1), InstantSource.system());
    try (ClusterAccess cluster =
        ClusterAccess.open(
            new ClusterOptions(kubeconfig, "", "", Duration.ofSeconds(10)), budget)) {
      return new Discovery(cluster, ledger).find().stream().map(one -> one.path("")).toList();
    }
  }

  @Test
  void eachKindIsOfTheFirstVersionThatHasIt() throws IOException {
    assertThat(found(100))
        .containsExactly(
            "/apis/networking.istio.io/v1alpha3/envoyfilters",
            "/apis/networking.istio.io/v1/virtualservices");
    assertThat(ledger.gaps())
        .singleElement()
        .satisfies(gap -> {
          assertThat(gap.what()).isEqualTo("kinds of networking.istio.io/v1beta1");
          assertThat(gap.state()).isEqualTo(Gap.State.FAILED);
          assertThat(gap.artefacts()).contains("virtualservices").doesNotContain("waypoints");
        });
  }

  @Test
  void whatTheBudgetEndedWasLeftOut() throws IOException {
    assertThat(found(3)).containsExactly("/apis/networking.istio.io/v1/virtualservices");
    assertThat(ledger.gaps())
        .hasSize(2)
        .allMatch(gap -> gap.state() == Gap.State.LEFT_OUT && gap.why().contains("3 requests"));
  }
}
