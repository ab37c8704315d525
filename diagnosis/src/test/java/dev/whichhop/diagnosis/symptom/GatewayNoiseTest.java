package dev.whichhop.diagnosis.symptom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.diagnosis.Diagnoser;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a gateway's log shows that is nobody's failure, and near misses of it. */
final class GatewayNoiseTest {
  private static final String LISTENER = "10.0.0.1:8443";

  private final BundleBuilder bundle = new BundleBuilder();
  private int line;

  private Observation.Builder line(int status, String path) {
    line++;
    return Observation.builder(
            new Vantage(Hop.GATEWAY, Side.GATEWAY, "edge"), Place.line("edge.log", line))
        .status(status)
        .path(path)
        .requestId("request-" + line)
        .raw("line " + line);
  }

  private void served(String host) {
    bundle.add(
        line(200, "/cart")
            .authority(host)
            .serverName(host)
            .details("via_upstream")
            .downstreamLocalAddress(LISTENER)
            .downstreamRemoteAddress("10.0.9.1:4000")
            .build());
  }

  private void unrouted(String host, String path) {
    bundle.add(
        line(404, path)
            .flags("NR")
            .details("route_not_found")
            .authority(host)
            .downstreamRemoteAddress("10.0.9.1:4100")
            .build());
  }

  private void nameless(String peer) {
    bundle.add(
        line(0, "")
            .flags("NR")
            .details("filter_chain_not_found")
            .downstreamLocalAddress(LISTENER)
            .downstreamRemoteAddress(peer + ":4200")
            .build());
  }

  private void passedOn(int status) {
    bundle.add(line(status, "/product").authority("shop.example").details("via_upstream").build());
  }

  private List<Disposition> dispositions() {
    return Diagnoser.open(bundle.build()).symptoms().stream()
        .map(Symptom::disposition)
        .distinct()
        .toList();
  }

  @Test
  void guessesAtAnAddressAndNamelessHandshakesAreExpected() {
    served("shop.example");
    List.of("/.env", "/wp-login.php", "/solr/admin").forEach(one -> unrouted("203.0.113.7", one));
    nameless("10.0.7.7");
    nameless("10.0.9.1");
    assertThat(dispositions()).containsExactly(Disposition.EXPECTED);
  }

  @Test
  void namelessHandshakesAloneAreAFault() {
    served("shop.example");
    nameless("10.0.7.7");
    assertThat(dispositions()).containsExactly(Disposition.FAULTY);
  }

  @Test
  void aStatusThatNoProxyMakesIsTheApplications() {
    passedOn(550);
    assertThat(dispositions()).containsExactly(Disposition.APPLICATION);
  }

  @Test
  void aStatusThatProxiesMakeIsNot() {
    List.of(503, 504, 522, 561).forEach(this::passedOn);
    assertThat(dispositions()).containsExactly(Disposition.FAULTY);
  }
}
