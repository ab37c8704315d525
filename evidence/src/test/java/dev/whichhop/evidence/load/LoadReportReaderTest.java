package dev.whichhop.evidence.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.format.FixtureText;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.LoadResult;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadReportReaderTest {

  @Test
  void readsFortio() throws IOException {
    LoadResult result = only("fortio.txt");

    assertThat(result.tool()).isEqualTo("fortio");
    assertThat(result.requests()).isEqualTo(20);
    assertThat(result.failed()).isEqualTo(12);
    assertThat(result.codes()).containsEntry("200", 8L).containsEntry("503", 12L);
    assertThat(result.percentilesMillis()).containsEntry(50.0, 2.0).containsEntry(99.9, 26.9301);
  }

  @Test
  void readsHey() throws IOException {
    LoadResult result = only("hey.txt");

    assertThat(result.requests()).isEqualTo(20);
    assertThat(result.failed()).isZero();
    assertThat(result.percentilesMillis()).containsEntry(90.0, 0.7).doesNotContainKey(0.0);
  }

  @Test
  void readsSeveralReportsOfHeyAndTheirErrors() throws IOException {
    List<LoadResult> results = read("hey-errors.txt");

    assertThat(results).hasSize(2);
    assertThat(results.get(0).codes())
        .containsExactly(java.util.Map.entry("Get \"http://127.0.0.1:18999/empty\": EOF", 6L));
    assertThat(results.get(1).codes()).containsExactly(java.util.Map.entry("503", 6L));
    assertThat(results).extracting(LoadResult::failed).containsExactly(6L, 6L);
    assertThat(results)
        .extracting(LoadResult::failure)
        .containsExactly(ClientFailure.EMPTY_REPLY, ClientFailure.NONE);
  }

  @Test
  void readsVegeta() throws IOException {
    LoadResult result = only("vegeta.txt");

    assertThat(result.requests()).isEqualTo(20);
    assertThat(result.codes())
        .containsEntry("0", 6L)
        .containsEntry("200", 7L)
        .containsEntry("503", 7L);
    assertThat(result.failed()).isEqualTo(13);
    assertThat(result.failure()).isEqualTo(ClientFailure.EMPTY_REPLY);
    assertThat(result.percentilesMillis()).containsEntry(50.0, 1.355).containsEntry(95.0, 4.828);
  }

  @Test
  void readsWrk() throws IOException {
    LoadResult result = only("wrk.txt");

    assertThat(result.requests()).isEqualTo(36426);
    assertThat(result.failed()).isEqualTo(36426);
    assertThat(result.percentilesMillis()).containsEntry(50.0, 0.038).containsEntry(99.0, 4.13);
  }

  @Test
  void readsBothSummariesOfK6() throws IOException {
    LoadResult old = only("k6-old.txt");
    LoadResult recent = only("k6-new.txt");

    assertThat(old.failed()).isEqualTo(3078);
    assertThat(old.percentilesMillis()).containsEntry(95.0, 2620.0);
    assertThat(recent.requests()).isEqualTo(93161);
    assertThat(recent.failed()).isEqualTo(1707);
  }

  @Test
  void knowsNoReportInOtherText() {
    FixtureText prose = new FixtureText("a", "", List.of("Summary", "all is well"));

    assertThat(new LoadReportReader().recognises(prose)).isZero();
  }

  private static LoadResult only(String fixture) throws IOException {
    List<LoadResult> results = read(fixture);
    assertThat(results).hasSize(1);
    return results.getFirst();
  }

  private static List<LoadResult> read(String fixture) throws IOException {
    FixtureText file = FixtureText.of("load-report/" + fixture);
    assertThat(new LoadReportReader().recognises(file)).isPositive();
    BundleBuilder into = new BundleBuilder();
    new LoadReportReader().read(file, into, new Problems());
    return into.build().loadResults();
  }
}
