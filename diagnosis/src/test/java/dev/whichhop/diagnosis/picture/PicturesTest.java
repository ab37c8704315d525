package dev.whichhop.diagnosis.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.diagnosis.Diagnoser;
import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PicturesTest {
  private static final Instant START = Instant.parse("2026-03-04T10:00:00Z");

  private final BundleBuilder bundle = new BundleBuilder();
  private int line;

  private void request(Hop hop, Side side, long millis, int status, String flags, String id) {
    bundle.add(
        Observation.builder(new Vantage(hop, side, "one"), Place.line(hop.id() + ".log", ++line))
            .time(START.plusMillis(millis))
            .duration(Duration.ofMillis(10))
            .status(status)
            .flags(flags)
            .requestId(id)
            .upstreamHost("10.0.0.7:8080")
            .build());
  }

  private Pictures pictures() {
    return Pictures.of(Diagnoser.open(bundle.build()));
  }

  private void event(String reason, @Nullable Instant time, @Nullable Duration age) {
    bundle.add(
        new KubernetesEvent(
            "shop",
            "Normal",
            reason,
            "deployment",
            "orders",
            "",
            time,
            age,
            1,
            new Evidence(Place.line("events.txt", ++line), reason)));
  }

  @Test
  void withoutFailuresThereIsNothingToDraw() {
    request(Hop.SIDECAR, Side.INBOUND, 0, 200, "", "a");
    Pictures pictures = pictures();
    assertThat(pictures.timeline()).isEmpty();
    assertThat(pictures.gaps()).isEmpty();
    assertThat(pictures.trace()).isEmpty();
    assertThat(pictures.traffic()).containsOnlyKeys(Hop.SIDECAR);
  }

  @Test
  void failuresAreCountedInTheirBuckets() {
    // Ten minutes: buckets of ten seconds, at most 120 of them.
    request(Hop.SIDECAR, Side.INBOUND, 0, 200, "", "a");
    request(Hop.SIDECAR, Side.INBOUND, 9_999, 503, "UC", "b");
    request(Hop.SIDECAR, Side.INBOUND, 10_000, 503, "UC", "c");
    request(Hop.SIDECAR, Side.INBOUND, 12_000, 503, "UC", "d");
    request(Hop.SIDECAR, Side.INBOUND, 600_000, 200, "", "e");
    Timeline timeline = pictures().timeline().orElseThrow();
    assertThat(timeline.start()).isEqualTo(START);
    assertThat(timeline.width()).isEqualTo(Duration.ofSeconds(10));
    assertThat(timeline.buckets()).isEqualTo(61);
    assertThat(timeline.rows()).hasSize(1);
    assertThat(timeline.rows().getFirst().failures()).startsWith(1, 2, 0).hasSize(61);
    assertThat(timeline.rows().getFirst().timed()).isEqualTo(3);
    assertThat(timeline.requests()).startsWith(2, 2, 0).endsWith(1);
  }

  @Test
  void oneRequestSeenTwiceIsOneFailureAndOneRequest() {
    request(Hop.GATEWAY, Side.GATEWAY, 0, 503, "", "a");
    request(Hop.SIDECAR, Side.INBOUND, 1, 503, "UC", "a");
    Pictures pictures = pictures();
    Timeline timeline = pictures.timeline().orElseThrow();
    assertThat(timeline.requests()).containsExactly(1);
    assertThat(timeline.rows()).hasSize(1);
    RequestTrace trace = pictures.trace().orElseThrow();
    assertThat(trace.observations())
        .extracting(one -> one.vantage().hop())
        .containsExactly(Hop.GATEWAY, Hop.SIDECAR);
    assertThat(trace.origin().vantage().hop()).isEqualTo(Hop.SIDECAR);
    assertThat(trace.confidence()).isEqualTo(1);
    assertThat(pictures.traffic().get(Hop.GATEWAY)).isEqualTo(new Pictures.Traffic(1, 1));
  }

  @Test
  void theTracedRequestIsTheOneThatMostVantagesSaw() {
    request(Hop.SIDECAR, Side.INBOUND, 0, 503, "UC", "a");
    request(Hop.GATEWAY, Side.GATEWAY, 500, 503, "", "b");
    request(Hop.SIDECAR, Side.INBOUND, 501, 503, "UC", "b");
    request(Hop.GATEWAY, Side.GATEWAY, 900, 503, "", "c");
    request(Hop.SIDECAR, Side.INBOUND, 901, 503, "UC", "c");
    assertThat(pictures().trace().orElseThrow().origin().requestId()).isEqualTo("b");
  }

  @Test
  void clockTimesWithoutADateDoNotStretchTheAxis() {
    request(Hop.SIDECAR, Side.INBOUND, 0, 503, "UC", "a");
    bundle.add(
        Observation.builder(new Vantage(Hop.CLIENT, Side.CALLER, "c"), Place.line("c.txt", 1))
            .time(Instant.EPOCH.plusSeconds(36_000))
            .status(200)
            .build());
    Timeline timeline = pictures().timeline().orElseThrow();
    assertThat(timeline.start()).isEqualTo(START);
    assertThat(timeline.buckets()).isEqualTo(1);
  }

  @Test
  void changesLieOnTheSameAxis() {
    request(Hop.SIDECAR, Side.INBOUND, 0, 503, "UC", "a");
    request(Hop.SIDECAR, Side.INBOUND, 600_000, 503, "UC", "b");
    event("ScalingReplicaSet", START.minusSeconds(60), null);
    event("ScalingReplicaSet", START.minusSeconds(7_200), null);
    event("SuccessfulRescale", null, Duration.ofMinutes(4));
    event("Pulled", START, null);
    bundle.add(
        object(
            "networking.istio.io/v1",
            "VirtualService",
            "creationTimestamp",
            START.plusSeconds(30)));
    bundle.add(object("apps/v1", "ReplicaSet", "creationTimestamp", START.plusSeconds(20)));
    bundle.add(
        new MetricSeries(
            "UnHealthyHostCount",
            Map.of(),
            List.of(
                new MetricSeries.Point(START, 0),
                new MetricSeries.Point(START.plusSeconds(60), 0),
                new MetricSeries.Point(START.plusSeconds(120), 2)),
            Place.file("metrics.json")));
    Timeline timeline = pictures().timeline().orElseThrow();
    assertThat(timeline.start()).isEqualTo(START.minusSeconds(60));
    assertThat(timeline.changes())
        .extracting(Change::kind)
        .containsExactly(
            Change.Kind.SCALE, Change.Kind.ROLLOUT, Change.Kind.CONFIGURATION, Change.Kind.TARGETS);
    assertThat(timeline.changes().getLast().evidence().text())
        .isEqualTo("UnHealthyHostCount 0 → 2");
    assertThat(timeline.elsewhere()).isEqualTo(1);
    assertThat(timeline.undated())
        .singleElement()
        .satisfies(one -> assertThat(one.age()).isEqualTo(Duration.ofMinutes(4)));
  }

  private static KubernetesObject object(String version, String kind, String field, Instant time) {
    Place place = new Place(kind + ".yaml", 3, "metadata." + field);
    Node metadata = new Node.Mapping(place, Map.of(field, new Node.Scalar(place, time.toString())));
    return new KubernetesObject(
        version, kind, "shop", "orders", new Node.Mapping(place, Map.of("metadata", metadata)));
  }

  @Test
  void silencesBeforeFailuresAndAnswersAreBinned() {
    long now = 0;
    for (int i = 0; i < 6; i++) {
      for (long silence : new long[] {300, 1_100, 2_700, 4_200, 8_900}) {
        now += silence;
        request(Hop.SIDECAR, Side.INBOUND, now, 200, "", "");
        now += 10;
      }
      now += 5_003;
      request(Hop.SIDECAR, Side.INBOUND, now, 503, "UC", "");
    }
    GapHistogram gaps = pictures().gaps().getFirst();
    int bin = (int) (5_003 / gaps.width().toMillis());
    assertThat(gaps.failed().get(bin)).isEqualTo(6);
    assertThat(gaps.failed().stream().mapToInt(Integer::intValue).sum()).isEqualTo(6);
    assertThat(gaps.typical()).contains(Duration.ofMillis(5_003));
    // Of 30 answered ones 6 follow a failure and the first has nothing before it: no gap.
    assertThat(gaps.answered().stream().mapToInt(Integer::intValue).sum() + gaps.longer())
        .isEqualTo(24);
    assertThat(gaps.longer()).as("silences of 8.9 s").isEqualTo(6);
  }
}
