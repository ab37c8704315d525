package dev.whichhop.evidence.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Setting;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricPagesTest {
  private final Problems problems = new Problems();

  private Bundle read(Reader reader, FixtureText file) throws IOException {
    BundleBuilder into = new BundleBuilder();
    assertThat(reader.recognises(file)).isGreaterThan(70);
    reader.read(file, into, problems);
    return into.build();
  }

  private static MetricSeries series(Bundle bundle, String name) {
    return bundle.metrics().stream()
        .filter(series -> series.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void expositionFormatOfTheDocumentation() throws IOException {
    Bundle bundle = read(new PrometheusTextReader(), FixtureText.of("prometheus/exposition.txt"));

    MetricSeries requests = series(bundle, "http_requests_total");
    assertThat(requests.labels()).isEqualTo(Map.of("method", "post", "code", "200"));
    assertThat(requests.last()).isEqualTo(1027);
    assertThat(requests.points().getFirst().time()).hasToString("2014-03-17T14:26:03Z");
    assertThat(series(bundle, "msdos_file_access_time_seconds").labels())
        .containsEntry("path", "C:\\DIR\\FILE.TXT")
        .containsEntry("error", "Cannot find file:\n\"FILE.TXT\"");
    assertThat(series(bundle, "metric_without_timestamp_and_labels").last()).isEqualTo(12.47);
    assertThat(series(bundle, "something_weird").last()).isInfinite();
    assertThat(problems.count()).isZero();
  }

  @Test
  void queriesOfPromtool() throws IOException {
    Bundle instant =
        read(new PrometheusTextReader(), FixtureText.of("prometheus/promtool-instant.txt"));
    MetricSeries requests = series(instant, "prometheus_http_requests_total");
    assertThat(requests.labels()).containsEntry("handler", "/metrics").hasSize(4);
    assertThat(requests.last()).isEqualTo(2);
    assertThat(requests.points().getFirst().time()).hasToString("2026-11-28T04:05:50.121Z");
    assertThat(series(instant, "promtool-instant").labels())
        .isEqualTo(Map.of("code", "200", "handler", "/api/v1/labels"));

    Bundle range =
        read(new PrometheusTextReader(), FixtureText.of("prometheus/promtool-range.txt"));
    assertThat(range.metrics()).hasSize(2);
    assertThat(series(range, "up").points()).extracting(MetricSeries.Point::value).hasSize(3);
    assertThat(problems.count()).isZero();
  }

  @Test
  void linesFilteredWithGrep() throws IOException {
    Bundle bundle =
        read(
            new PrometheusTextReader(),
            new FixtureText(
                "m",
                "",
                List.of(
                    "envoy_cluster_upstream_cx_overflow{cluster_name=\"outbound|80||a.b\"} 4",
                    "envoy_cluster_upstream_cx_overflow{cluster_name=\"outbound|80||c.d\"} 0",
                    "envoy_cluster_upstream_cx_overflow{cluster_name=\"outbound|80||e.f\"} 0",
                    "envoy_server_live{} 1",
                    "broken{label=\"no end")));

    assertThat(bundle.metrics()).hasSize(4);
    assertThat(problems.count()).isEqualTo(1);
  }

  @Test
  void statisticsAsText() throws IOException {
    Bundle bundle = read(new EnvoyStatsTextReader(), FixtureText.of("envoy-admin/stats.txt"));

    MetricSeries failures = series(bundle, "cluster.backend10002.upstream_cx_connect_fail");
    assertThat(failures.last()).isEqualTo(1);
    assertThat(failures.labels()).isEqualTo(Map.of("cluster_name", "backend10002"));
    assertThat(bundle.settings())
        .extracting(Setting::key)
        .containsExactly("cluster.backend10002.upstream_cx_length_ms");
    assertThat(problems.count()).isZero();
  }

  @Test
  void theClusterOfAStatisticEndsAtTheSemicolonOrTheTree() {
    assertThat(EnvoyStatistic.cluster("cluster.outbound|80||a.b.svc;.upstream_rq_retry"))
        .isEqualTo("outbound|80||a.b.svc");
    assertThat(
            EnvoyStatistic.cluster("cluster.outbound|80||a.b.svc.circuit_breakers.default.cx_open"))
        .isEqualTo("outbound|80||a.b.svc");
    assertThat(EnvoyStatistic.cluster("http.admin.downstream_rq_total")).isEmpty();
  }

  @Test
  void anAddressOfVersionSixIsOneHost() throws IOException {
    Bundle bundle =
        read(
            new EnvoyClustersTextReader(),
            new FixtureText("c", "", List.of("outbound|80||a::[fd00::1]:8080::cx_active::2")));

    assertThat(bundle.metrics().getFirst().labels())
        .isEqualTo(Map.of("cluster", "outbound|80||a", "host", "[fd00::1]:8080"));
  }

  @Test
  void listenersAsText() throws IOException {
    Bundle bundle =
        read(new EnvoyListenersTextReader(), FixtureText.of("envoy-admin/listeners.txt"));

    assertThat(bundle.settings())
        .extracting(Setting::value)
        .containsExactly("listener_http::0.0.0.0:80", "listener_https::0.0.0.0:443");
  }
}
