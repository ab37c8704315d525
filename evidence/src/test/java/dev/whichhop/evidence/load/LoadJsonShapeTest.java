package dev.whichhop.evidence.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.document.DocumentReader;
import dev.whichhop.evidence.format.FixtureText;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.LoadResult;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadJsonShapeTest {

  @Test
  void readsVegeta() throws IOException {
    LoadResult result = read("vegeta.json");

    assertThat(result.tool()).isEqualTo("vegeta");
    assertThat(result.requests()).isEqualTo(20);
    assertThat(result.failed()).isEqualTo(13);
    assertThat(result.percentilesMillis()).containsEntry(50.0, 1.354522);
  }

  @Test
  void readsSiege() throws IOException {
    LoadResult result = read("siege.json");

    assertThat(result.requests()).isEqualTo(5);
    assertThat(result.failed()).isEqualTo(5);
  }

  @Test
  void readsFortioJson() throws IOException {
    LoadResult result = read("fortio.json");

    assertThat(result.requests()).isEqualTo(2000);
    assertThat(result.failed()).isZero();
    assertThat(result.codes()).containsExactly(Map.entry("200", 2000L));
    assertThat(result.percentilesMillis()).containsKeys(50.0, 75.0, 90.0, 99.0, 99.9);
  }

  /** One line of JSON, which is no line of a log. */
  @Test
  void readsOurOwnProbe() throws IOException {
    LoadResult result = read("probe.json");

    assertThat(result.requests()).isEqualTo(2000);
    assertThat(result.failed()).isEqualTo(50);
    assertThat(result.codes())
        .containsEntry("200", 1950L)
        .containsEntry("empty-reply-reused", 48L)
        .containsEntry("empty-reply", 2L);
    assertThat(result.percentilesMillis()).containsEntry(50.0, 0.596);
  }

  private static LoadResult read(String fixture) throws IOException {
    BundleBuilder into = new BundleBuilder();
    new DocumentReader().read(FixtureText.of("load-report/" + fixture), into, new Problems());
    return into.build().loadResults().getFirst();
  }
}
