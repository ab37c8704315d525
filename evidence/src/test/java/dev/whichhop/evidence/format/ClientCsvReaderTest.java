package dev.whichhop.evidence.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Observation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientCsvReaderTest {

  @Test
  void readsAResultFileOfJMeter() throws IOException {
    List<Observation> seen = read(FixtureText.of("client-csv/jmeter.jtl"));

    assertThat(seen).hasSize(2);
    assertThat(seen.getFirst().status()).isEqualTo(200);
    assertThat(seen.getFirst().duration()).hasValue(Duration.ofMillis(2384));
    assertThat(seen.getFirst().time()).hasValue(Instant.ofEpochMilli(1499876018809L));
  }

  @Test
  void takesColumnsInAnyOrder() throws IOException {
    List<Observation> seen =
        read(
            new FixtureText(
                "a",
                "",
                List.of(
                    "url;error;seconds;start;code",
                    "http://a/b;;1.5;2024-05-01T10:00:00Z;504",
                    "http://a/b;\"read: connection reset by peer\";0.2;2024-05-01T10:00:09Z;")));

    assertThat(seen.get(0).status()).isEqualTo(504);
    assertThat(seen.get(0).duration()).hasValue(Duration.ofMillis(1500));
    assertThat(seen.get(0).path()).isEqualTo("/b");
    assertThat(seen.get(1).clientFailure()).isEqualTo(ClientFailure.RESET);
  }

  @Test
  void leavesSumsPerIntervalAlone() {
    FixtureText sums =
        new FixtureText("a", "", List.of("hour,connections,timeouts", "2026-08-05T12,4354,0"));

    assertThat(new ClientCsvReader().recognises(sums)).isZero();
  }

  private static List<Observation> read(TextFile file) throws IOException {
    assertThat(new ClientCsvReader().recognises(file)).isPositive();
    BundleBuilder into = new BundleBuilder();
    new ClientCsvReader().read(file, into, new Problems());
    return into.build().observations();
  }
}
