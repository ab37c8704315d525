package dev.whichhop.evidence.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Setting;
import dev.whichhop.model.evidence.Table;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeshTableReaderTest {

  private static Bundle read(Reader reader, FixtureText file) throws IOException {
    BundleBuilder into = new BundleBuilder();
    assertThat(reader.recognises(file)).isGreaterThan(80);
    reader.read(file, into, new Problems());
    return into.build();
  }

  private static Table table(String fixture) throws IOException {
    return read(new MeshTableReader(), FixtureText.of(fixture)).tables().getFirst();
  }

  @Test
  void proxyStatusOfThreeGenerations() throws IOException {
    Table old = table("istioctl/proxy-status-1.1.txt");
    assertThat(old.kind()).isEqualTo("proxy-status");
    assertThat(old.rows().get(2).cell("CDS")).isEqualTo("STALE (Never Acknowledged)");
    assertThat(old.rows().get(2).cell("LDS")).isEqualTo("NOT SENT");

    Table middle = table("istioctl/proxy-status-1.26.txt");
    assertThat(middle.rows().get(2).cell("LDS")).isEqualTo("ERROR");
    assertThat(middle.rows().get(2).evidence().place().line()).isEqualTo(4);

    Table now = table("istioctl/proxy-status-1.27.txt");
    assertThat(now.kind()).isEqualTo("proxy-status");
    assertThat(now.rows().get(2).cell("VERSION")).isEqualTo("1.22.3");
    assertThat(now.rows().get(2).cell("SUBSCRIBED TYPES")).isEqualTo("4 (CDS,LDS,EDS,RDS)");
  }

  @Test
  void endpointsTellWhatIsEjected() throws IOException {
    Table table = table("istioctl/endpoints.txt");

    assertThat(table.kind()).isEqualTo("proxy-config-endpoints");
    assertThat(table.rows().getFirst().cell("STATUS")).isEqualTo("HEALTHY");
    assertThat(table.rows().getFirst().cell("OUTLIER CHECK")).isEqualTo("FAILED");
    assertThat(table.rows().getFirst().cell("CLUSTER"))
        .isEqualTo("outbound|8000||probe.starfleet.svc.cluster.local");
  }

  @Test
  void listenersArePaddedWithOneSpace() throws IOException {
    Table table = table("istioctl/listeners.txt");

    assertThat(table.kind()).isEqualTo("proxy-config-listeners");
    assertThat(table.rows().getFirst().cell("PORT")).isEqualTo("443");
    assertThat(table.rows().getFirst().cell("MATCH")).isEqualTo("SNI: httpbin.org");
    assertThat(table.rows().getFirst().cell("DESTINATION"))
        .isEqualTo("Cluster: outbound|443||httpbin.org");
  }

  @Test
  void clustersAndRoutes() throws IOException {
    assertThat(table("istioctl/clusters.txt").rows().getFirst().cell("DIRECTION"))
        .isEqualTo("outbound");
    Table routes = table("istioctl/routes.txt");
    assertThat(routes.rows().get(1).cell("NAME")).isEqualTo("http.8080");
    assertThat(routes.rows().get(1).cell("VHOST NAME")).isEqualTo("backend");
    assertThat(routes.rows().get(1).cell("VIRTUAL SERVICE")).isEmpty();
  }

  @Test
  void secretsGiveTheEndOfTheirCertificates() throws IOException {
    Bundle bundle = read(new MeshTableReader(), FixtureText.of("istioctl/secrets.txt"));

    assertThat(bundle.tables("proxy-config-secrets").getFirst().rows()).hasSize(3);
    assertThat(bundle.tables().getFirst().rows().getFirst().cell("STATUS")).isEqualTo("WARMING");
    assertThat(bundle.settings())
        .filteredOn(setting -> setting.key().equals("certificate.not-after"))
        .extracting(Setting::value)
        .containsExactly("2023-05-16T01:32:52Z", "2033-05-02T03:41:33Z");
  }

  @Test
  void cellsThatLeaveTheirColumnGoToTheNearestHeader() {
    Columns columns = Columns.of("NAME     MESHED   SUCCESS      RPS   LATENCY_P50   TCP_CONN");

    assertThat(columns.cells("quotes      1/1    92.08%   0.1rps          17ms          2"))
        .containsEntry("SUCCESS", "92.08%")
        .containsEntry("RPS", "0.1rps")
        .containsEntry("TCP_CONN", "2");
  }

  @Test
  void versionsOfTheMesh() throws IOException {
    Bundle bundle = read(new VersionsReader(), FixtureText.of("istioctl/version.txt"));

    assertThat(bundle.settings())
        .extracting(Setting::key, Setting::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("istio.version.client", "1.26.3"),
            org.assertj.core.groups.Tuple.tuple("istio.version.control-plane", "1.26.2"),
            org.assertj.core.groups.Tuple.tuple("istio.version.data-plane", "1.26.2"));
  }

  @Test
  void severalDataPlaneVersionsAreSeveralSettings() throws IOException {
    Bundle bundle =
        read(
            new VersionsReader(),
            new FixtureText(
                "v", "", List.of("data plane version: 1.27.1 (2 proxies), 1.22.3 (1 proxies)")));

    assertThat(bundle.settings()).extracting(Setting::value).containsExactly("1.27.1", "1.22.3");
  }

  @Test
  void messagesOfAnalyze() throws IOException {
    Table table =
        read(new IstioctlAnalyzeReader(), FixtureText.of("istioctl/analyze.txt"))
            .tables("istioctl-analyze")
            .getFirst();

    assertThat(table.rows()).hasSize(3);
    assertThat(table.rows().get(1).cell("LEVEL")).isEqualTo("Warning");
    assertThat(table.rows().get(1).cell("CODE")).isEqualTo("IST0130");
    assertThat(table.rows().get(1).cell("OBJECT")).isEqualTo("VirtualService default/scout");
    assertThat(table.rows().get(1).cell("MESSAGE")).startsWith("VirtualService rule #1 not used");
  }
}
