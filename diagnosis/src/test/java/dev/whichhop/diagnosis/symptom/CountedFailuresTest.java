package dev.whichhop.diagnosis.symptom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountedFailuresTest {
  private static final Place PLACE = Place.line("metrics.txt", 1);
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  private final BundleBuilder bundle = new BundleBuilder();

  private void counted(String reporter, String workload, String code, String flags, double... at) {
    List<MetricSeries.Point> points = new java.util.ArrayList<>();
    for (double value : at) {
      points.add(new MetricSeries.Point(START.plusSeconds(15L * points.size()), value));
    }
    bundle.add(
        new MetricSeries(
            "istio_requests_total",
            Map.of(
                "reporter", reporter,
                "source_workload", workload,
                "response_code", code,
                "response_flags", flags),
            points,
            PLACE));
  }

  private void grpc(String reporter, String status, double value) {
    bundle.add(
        MetricSeries.snapshot(
            "istio_requests_total",
            Map.of(
                "reporter", reporter,
                "source_workload", "web",
                "response_code", "200",
                "response_flags", "-",
                "grpc_response_status", status),
            value,
            PLACE));
  }

  private List<Symptom.RequestFailures> found() {
    return CountedFailures.of(bundle.build()).stream()
        .map(Symptom.RequestFailures.class::cast)
        .toList();
  }

  @Test
  void grpcFailsWithStatus200() {
    grpc("source", "0", 900);
    grpc("source", "14", 30);
    grpc("source", "5", 7);

    assertThat(found())
        .singleElement()
        .satisfies(failures -> {
          assertThat(failures.status()).isEqualTo(503);
          assertThat(failures.count()).isEqualTo(30);
          assertThat(failures.of()).isEqualTo(937);
        });
  }

  /** As in a log: 13 is a failure of the call and no status of HTTP is made up for it. */
  @Test
  void otherStatusesOfGrpcAreWhatTheyAreInALog() {
    grpc("source", "0", 900);
    grpc("source", "13", 20);
    grpc("source", "7", 11);

    assertThat(found())
        .singleElement()
        .satisfies(failures -> {
          assertThat(failures.status()).isEqualTo(200);
          assertThat(failures.count()).isEqualTo(20);
          assertThat(failures.failures().getFirst().grpcStatus()).isEqualTo(13);
        });
  }

  @Test
  void aWaypointIsAGateway() {
    counted("waypoint", "web", "503", "UH", 12);

    assertThat(found())
        .singleElement()
        .extracting(Symptom.RequestFailures::side)
        .isEqualTo(Side.GATEWAY);
  }

  @Test
  void aSnapshotIsAllThatWasEverCounted() {
    counted("source", "web", "503", "UO", 182);
    counted("source", "web", "200", "-", 9_012);

    assertThat(found())
        .singleElement()
        .satisfies(failures -> {
          assertThat(failures.hop()).isEqualTo(Hop.SIDECAR);
          assertThat(failures.side()).isEqualTo(Side.OUTBOUND);
          assertThat(failures.flags()).isEqualTo("UO");
          assertThat(failures.count()).isEqualTo(182);
          assertThat(failures.of()).isEqualTo(9_194);
        });
  }

  @Test
  void ofARangeOnlyTheGrowthCounts() {
    counted("source", "istio-ingressgateway", "503", "UF", 500, 500, 507);
    counted("source", "istio-ingressgateway", "504", "UT", 12, 12, 12);

    assertThat(found())
        .singleElement()
        .satisfies(failures -> {
          assertThat(failures.side()).isEqualTo(Side.GATEWAY);
          assertThat(failures.status()).isEqualTo(503);
          assertThat(failures.count()).isEqualTo(7);
        });
  }

  @Test
  void whatTheServersProxyCountedIsNotToldAgainByTheCallers() {
    counted("source", "web", "503", "-", 40);
    counted("destination", "web", "503", "UC", 40);

    assertThat(found()).extracting(Symptom.RequestFailures::side).containsExactly(Side.INBOUND);
  }

  @Test
  void aVantageWithALogIsLeftToTheLog() {
    counted("destination", "web", "503", "UC", 40);
    bundle.add(
        Observation.builder(new Vantage(Hop.SIDECAR, Side.INBOUND, "a"), PLACE)
            .status(200)
            .build());

    assertThat(found()).isEmpty();
  }

  @Test
  void withoutSayingWhoCountedItIsNoFailureOfAnyHop() {
    counted("", "web", "503", "UC", 40);

    assertThat(found()).isEmpty();
  }
}
