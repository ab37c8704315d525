package dev.whichhop.diagnosis.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.whichhop.diagnosis.Diagnoser;
import dev.whichhop.knowledge.Causes;
import dev.whichhop.knowledge.HarmfulChanges;
import dev.whichhop.knowledge.RemedyCatalogue;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.ComputedValue;
import dev.whichhop.model.diagnosis.RankedCause;
import dev.whichhop.model.diagnosis.Refusal;
import dev.whichhop.model.diagnosis.Remedy;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RemediesTest {
  private static final Instant START = Instant.parse("2026-03-04T10:00:00Z");
  private static final String CLUSTER = "outbound|80||cart.shop.svc.cluster.local";

  private final BundleBuilder into = new BundleBuilder();
  private int line;

  /** Forty a second for ten seconds, each of half a second: twenty are under way at once. */
  private void steadyLoad(int requests) {
    for (int i = 0; i < requests; i++) {
      boolean refused = i % 10 == 0;
      into.add(
          Observation.builder(
                  new Vantage(Hop.SIDECAR, Side.OUTBOUND, "web-1"), Place.line("web.log", i + 1))
              .time(START.plusMillis(i * 25L))
              .duration(Duration.ofMillis(refused ? 0 : 500))
              .upstreamCluster(CLUSTER)
              .status(refused ? 503 : 200)
              .flags(refused ? "UO" : "")
              .build());
    }
  }

  private void rule() {
    rule("10");
  }

  private void rule(String connections) {
    into.add(
        new KubernetesObject(
            "networking.istio.io/v1",
            "DestinationRule",
            "shop",
            "cart-pool",
            node(
                "",
                Map.of(
                    "metadata", Map.of("name", "cart-pool"),
                    "spec",
                        Map.of(
                            "host",
                            "cart",
                            "trafficPolicy",
                            Map.of(
                                "connectionPool",
                                Map.of("tcp", Map.of("maxConnections", connections))))))));
  }

  private static Node node(String path, Object value) {
    Place place = new Place("rules.yaml", 7, path);
    if (value instanceof Map<?, ?> map) {
      Map<String, Node> entries = new LinkedHashMap<>();
      map.forEach((key, one) ->
          entries.put(
              String.valueOf(key), node(path.isEmpty() ? "" + key : path + "." + key, one)));
      return new Node.Mapping(place, entries);
    }
    return new Node.Scalar(place, String.valueOf(value));
  }

  private static RankedCause overflow() {
    return new RankedCause(
        "circuit-breaker-overflow",
        Hop.SIDECAR,
        "",
        0.9,
        List.of("s1"),
        List.of(),
        List.of(),
        List.of());
  }

  private static Remedy first(Bundle bundle) {
    return new Remedies(Causes.load(), RemedyCatalogue.load())
        .fit(Diagnoser.open(bundle), List.of(overflow()), List.of())
        .getFirst()
        .remedies()
        .getFirst();
  }

  @Test
  void sizesThePoolFromTheMeasuredLoadAndPatchesTheRuleThatIsThere() {
    steadyLoad(401);
    rule();
    Remedy remedy = first(into.build());
    assertThat(remedy.object()).isEqualTo("DestinationRule/shop/cart-pool");
    assertThat(remedy.apply())
        .isEqualTo(
            "kubectl -n shop patch destinationrule.networking.istio.io cart-pool --type merge"
                + " --patch-file patch.yaml");
    // One each 25 ms: 21 begin within half a second, both ends counted; half as much again is 31.5.
    assertThat(remedy.text())
        .contains("name: cart-pool", "namespace: shop", "host: cart", "maxConnections: 32")
        .as("a limit that is not set is not set now either")
        .doesNotContain("http1MaxPendingRequests", "http2MaxRequests", "http:");
    ComputedValue value = remedy.values().getFirst();
    assertThat(value.formula().values())
        .containsEntry("peak", "21")
        .containsEntry("service", "0.500");
    assertThat(value.inputs()).extracting(one -> one.place().line()).containsExactly(21);
    assertThat(remedy.prior()).isNotEmpty();
    assertThat(remedy.safety().now()).isTrue();
  }

  @Test
  void saysWhatToMeasureWhereTheEvidenceHasNoLoad() {
    steadyLoad(15);
    Remedy remedy = first(into.build());
    assertThat(remedy.text()).contains("maxConnections: <pool-connections>");
    assertThat(remedy.values()).allSatisfy(one -> assertThat(one.known()).isFalse());
    assertThat(remedy.values().getFirst().formula().key()).endsWith(".measure");
  }

  @Test
  void proposesNoPoolThatIsNotBeyondTheOneInForce() {
    steadyLoad(401);
    rule("32");
    Remedy remedy = first(into.build());
    assertThat(remedy.text()).contains("maxConnections: <pool-connections>");
    ComputedValue value = remedy.values().getFirst();
    assertThat(value.known()).isFalse();
    assertThat(value.formula().key()).isEqualTo("computed.not-beyond");
    assertThat(value.formula().values()).containsEntry("computed", "32").containsEntry("now", "32");
  }

  @Test
  void warnsOfWhatSomebodyHasMade() {
    rule();
    List<Refusal> refused =
        new Refusals(HarmfulChanges.load()).of(into.build(), List.of(overflow()));
    assertThat(refused)
        .filteredOn(one -> one.id().equals("max-connections-as-cure"))
        .singleElement()
        .satisfies(one ->
            assertThat(one.evidence())
                .extracting(each -> each.text())
                .containsExactly("maxConnections: 10"));
    assertThat(refused).extracting(Refusal::id).doesNotContain("disable-mutual-tls");
  }

  /** Bursts of so many requests at once, each burst ended before the next. */
  private void bursts(int bursts, int atOnce, int millis) {
    for (int i = 0; i < bursts * atOnce; i++) {
      into.add(
          Observation.builder(
                  new Vantage(Hop.SIDECAR, Side.INBOUND, "hello-00001-pod"),
                  Place.line("pod.log", ++line))
              .time(START.plusSeconds(line).minusSeconds(i % atOnce))
              .duration(Duration.ofMillis(millis))
              .authority("hello.shop.example.com")
              .status(200)
              .build());
    }
  }

  @Test
  void measuresWhatOnePodWorksOnAtOnce() {
    bursts(20, 1, 100);
    bursts(10, 4, 120);
    assertThat(PodCapacity.ofRequests(into.build().observations())).isEmpty();
    bursts(5, 8, 400);
    assertThat(PodCapacity.ofRequests(into.build().observations()))
        .hasValueSatisfying(one -> {
          assertThat(one.requests()).isEqualTo(4);
          assertThat(one.alone()).isCloseTo(0.1, within(0.001));
          assertThat(one.beyond()).isCloseTo(0.4, within(0.001));
          assertThat(one.example().place().line()).isEqualTo(20 + 40 + 1);
        });
  }
}
