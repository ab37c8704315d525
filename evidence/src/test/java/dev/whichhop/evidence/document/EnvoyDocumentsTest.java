package dev.whichhop.evidence.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.format.EnvoyClustersTextReader;
import dev.whichhop.evidence.format.FixtureText;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.EnvoyResource.Kind;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Setting;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EnvoyDocumentsTest {
  private final Problems problems = new Problems();

  private Bundle read(String fixture) throws IOException {
    return read(FixtureText.of(fixture));
  }

  private Bundle read(FixtureText file) throws IOException {
    BundleBuilder into = new BundleBuilder();
    DocumentReader reader = new DocumentReader();
    assertThat(reader.recognises(file)).isPositive();
    reader.read(file, into, problems);
    return into.build();
  }

  private Bundle readText(String command, String text) throws IOException {
    return read(new FixtureText("page.json", command, text.lines().toList()));
  }

  private static List<String> values(Bundle bundle, String key) {
    return bundle.settings().stream()
        .filter(setting -> setting.key().equals(key))
        .map(Setting::value)
        .toList();
  }

  private static double value(Bundle bundle, String name, Map<String, String> labels) {
    return bundle.metrics().stream()
        .filter(series -> series.name().equals(name) && series.labels().equals(labels))
        .mapToDouble(MetricSeries::last)
        .findFirst()
        .orElse(Double.NaN);
  }

  @Test
  void clustersOfADumpAreUnwrapped() throws IOException {
    Bundle bundle = read("envoy-admin/config_dump-clusters.json");

    assertThat(bundle.envoy(Kind.CLUSTER))
        .extracting(EnvoyResource::name)
        .containsExactly("zipkin", "BlackHoleCluster", "InboundPassthroughClusterIpv4");
    assertThat(bundle.envoy(Kind.CLUSTER).getFirst().root().get("connect_timeout").textOrEmpty())
        .isEqualTo("1s");
    assertThat(problems.count()).isZero();
  }

  @Test
  void whatEnvoyRefusedIsASettingAndNoResource() throws IOException {
    Bundle bundle =
        readText(
            "",
            """
            {"configs": [{
              "@type": "type.googleapis.com/envoy.admin.v3.ListenersConfigDump",
              "dynamic_listeners": [
                {"name": "refused",
                 "error_state": {
                   "failed_configuration": {"name": "refused"},
                   "details": "no such extension"}},
                {"name": "served",
                 "active_state": {"listener": {"name": "served", "filter_chains": []}},
                 "draining_state": {"listener": {"name": "served"}}}]}]}
            """);

    assertThat(values(bundle, "envoy.rejected-config"))
        .containsExactly("listener refused: no such extension");
    assertThat(values(bundle, "envoy.draining-config")).containsExactly("listener served");
    assertThat(bundle.envoy(Kind.LISTENER))
        .extracting(EnvoyResource::name)
        .containsExactly("served");
  }

  @Test
  void aWarmingClusterIsShownOnceWhenItIsAlsoActive() throws IOException {
    Bundle bundle =
        readText(
            "",
            """
            {"configs": [{
              "@type": "type.googleapis.com/envoy.admin.v3.ClustersConfigDump",
              "dynamic_active_clusters": [{"cluster": {"name": "a", "connect_timeout": "1s"}}],
              "dynamic_warming_clusters": [
                {"cluster": {"name": "a", "connect_timeout": "2s"}},
                {"cluster": {"name": "b", "connect_timeout": "3s"}}]}]}
            """);

    assertThat(values(bundle, "envoy.warming-config")).containsExactly("cluster a", "cluster b");
    assertThat(bundle.envoy(Kind.CLUSTER))
        .extracting(EnvoyResource::name)
        .containsExactly("a", "b");
  }

  @Test
  void elementsOfAResourceQueryAreRead() throws IOException {
    Bundle bundle =
        readText(
            "kubectl exec web-1 -n shop -c istio-proxy -- pilot-agent request GET config_dump",
            """
            {"configs": [{
              "@type": "type.googleapis.com/envoy.admin.v3.RoutesConfigDump.DynamicRouteConfig",
              "route_config": {"name": "http.80", "virtual_hosts": []}}]}
            """);

    assertThat(bundle.envoy(Kind.ROUTE)).extracting(EnvoyResource::name).containsExactly("http.80");
    assertThat(bundle.envoy(Kind.ROUTE).getFirst().proxy()).isEqualTo("web-1.shop");
  }

  @Test
  void bootstrapOfIstioctlNamesTheProxy() throws IOException {
    Bundle bundle =
        readText(
            "",
            """
            {"bootstrap": {"node": {"id": "sidecar~10.0.0.1~web-1.shop~shop.svc.cluster.local"},
             "staticResources": {}}}
            """);

    assertThat(bundle.envoy(Kind.BOOTSTRAP).getFirst().proxy()).isEqualTo("web-1.shop");
  }

  @Test
  void resourcesOfIstioctlAreKnownByTheirFields() throws IOException {
    Bundle bundle = read("istioctl/endpoints.json");

    assertThat(bundle.envoy(Kind.ENDPOINT))
        .extracting(EnvoyResource::name)
        .containsExactly("outbound|9402||cert-manager.cert-manager.svc.cluster.local");
  }

  @Test
  void bothPagesOfClustersSayTheSame() throws IOException {
    Bundle json = read("envoy-admin/clusters-test.json");
    BundleBuilder into = new BundleBuilder();
    FixtureText page = FixtureText.of("envoy-admin/clusters-test.txt");
    EnvoyClustersTextReader reader = new EnvoyClustersTextReader();
    assertThat(reader.recognises(page)).isGreaterThan(90);
    reader.read(page, into, problems);
    Bundle text = into.build();

    Map<String, String> host = Map.of("cluster", "fake_cluster", "host", "1.2.3.4:80");
    for (Bundle bundle : List.of(json, text)) {
      assertThat(value(bundle, "test_gauge", host)).isEqualTo(11);
      assertThat(value(bundle, "success_rate", host)).isEqualTo(43.2);
      assertThat(
              value(
                  bundle,
                  "max_pending_requests",
                  Map.of("cluster", "fake_cluster", "priority", "high")))
          .isEqualTo(1024);
      assertThat(states(bundle))
          .contains("failed_active_hc", "failed_outlier_check", "eds_status_draining")
          .doesNotContain("healthy");
    }
  }

  private static Set<String> states(Bundle bundle) {
    return bundle.metrics().stream()
        .filter(series -> series.name().equals("host_health"))
        .map(series -> series.labels().getOrDefault("state", ""))
        .collect(Collectors.toSet());
  }

  @Test
  void hostsOfBothSpellingsAndOfAPipe() throws IOException {
    Bundle bundle = read("envoy-admin/clusters-istio.json");
    String reviews = "outbound|9080||reviews.default.svc.cluster.local";

    assertThat(value(bundle, "cx_active", Map.of("cluster", reviews, "host", "172.17.0.26:9080")))
        .isZero();
    assertThat(
            value(
                bundle,
                "host_health",
                Map.of(
                    "cluster", reviews,
                    "host", "172.17.0.27:9080",
                    "state", "failed_outlier_check")))
        .isEqualTo(1);
    assertThat(
            value(
                bundle,
                "rq_error",
                Map.of("cluster", "inbound_9092", "host", "/sock/mixer.socket")))
        .isEqualTo(78);
  }

  @Test
  void serverInfoGivesTheRelease() throws IOException {
    Bundle bundle = read("envoy-admin/server_info.json");

    assertThat(values(bundle, "envoy.version")).containsExactly("1.9.0-dev");
    assertThat(values(bundle, "envoy.state")).containsExactly("LIVE");
    assertThat(values(bundle, "envoy.concurrency")).containsExactly("8");
    assertThat(values(bundle, "envoy.drain-time")).containsExactly("600s");
  }

  @Test
  void certificatesGiveTheirEnds() throws IOException {
    Bundle bundle = read("envoy-admin/certs.json");

    assertThat(values(bundle, CertificateSettings.NOT_AFTER))
        .containsExactly("2020-11-12T20:49:16Z", "2020-11-12T00:19:55Z");
    assertThat(values(bundle, CertificateSettings.ALTERNATIVE_NAME))
        .contains("URI:spiffe://howto-k8s-mtls-sds-based.com/front");
  }

  @Test
  void statsInJson() throws IOException {
    Bundle bundle = read("envoy-admin/stats.json");

    assertThat(
            value(
                bundle,
                "cluster.external_auth_cluster.upstream_cx_overflow",
                Map.of("cluster_name", "external_auth_cluster")))
        .isEqualTo(3);
    assertThat(values(bundle, "cluster.external_auth_cluster.upstream_cx_length_ms").getFirst())
        .startsWith("P0(0,0)")
        .endsWith("P100(260,260)");
  }

  @Test
  void prometheusAnswersKeepNameLabelsAndTimes() throws IOException {
    Bundle bundle = read("prometheus/query_range.json");

    MetricSeries node = bundle.metrics().getLast();
    assertThat(node.name()).isEqualTo("up");
    assertThat(node.labels()).isEqualTo(Map.of("job", "node", "instance", "localhost:9091"));
    assertThat(node.points()).hasSize(3);
    assertThat(node.points().getFirst().time()).hasToString("2015-07-01T20:10:30.781Z");
    assertThat(node.last()).isEqualTo(1);
  }

  @Test
  void anExpressionIsNamedAfterItsFileAndAnErrorIsReported() throws IOException {
    Bundle bundle =
        readText(
            "",
            """
            {"status":"success","data":{"resultType":"vector","result":[
              {"metric":{"code":"503"},"value":[1435781451.781,"NaN"]}]}}
            """);
    readText("", "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"}");

    assertThat(bundle.metrics().getFirst().name()).isEqualTo("page");
    assertThat(bundle.metrics().getFirst().last()).isNaN();
    assertThat(problems.kept().getFirst().message()).contains("parse error");
  }

  @Test
  void jsonOfIstioctl() throws IOException {
    assertThat(read("istioctl/proxy-status.json").tables("proxy-status").getFirst().rows())
        .singleElement()
        .satisfies(row -> {
          assertThat(row.cell("NAME")).isEqualTo("proxy1");
          assertThat(row.cell("CDS")).isEqualTo("STALE");
          assertThat(row.cell("VERSION")).isEqualTo("1.20");
        });
    assertThat(values(read("istioctl/version.json"), "istio.version.control-plane"))
        .containsExactly("1.11.1");
    assertThat(read("istioctl/analyze.json").tables("istioctl-analyze").getFirst().rows())
        .singleElement()
        .satisfies(row -> assertThat(row.cell("CODE")).isEqualTo("IST0101"));
  }
}
