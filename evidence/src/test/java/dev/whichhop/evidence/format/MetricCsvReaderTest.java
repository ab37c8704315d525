package dev.whichhop.evidence.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.whichhop.evidence.Problems;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.MetricSeries;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricCsvReaderTest {
  private final MetricCsvReader reader = new MetricCsvReader();

  private List<MetricSeries> read(String name, String... lines) throws IOException {
    FixtureText file = new FixtureText(name, "", List.of(lines));
    assertThat(reader.recognises(file)).isGreaterThan(80);
    BundleBuilder into = new BundleBuilder();
    reader.read(file, into, new Problems());
    return into.build().metrics();
  }

  @Test
  void aPanelOfGrafana() throws IOException {
    List<MetricSeries> series =
        read(
            "panel.csv",
            "\"Time\",\"istio_requests_total{response_code=\"\"503\"\", reporter=\"\"source\"\"}\",\"by hand\"",
            "2024-06-11 13:00:15,7,1.5",
            "2024-06-11 13:00:00,4,");

    assertThat(series)
        .extracting(
            MetricSeries::name, one -> one.labels().get("response_code"), MetricSeries::last)
        .containsExactly(tuple("istio_requests_total", "503", 7.0), tuple("by hand", null, 1.5));
    assertThat(series.getFirst().points().getFirst())
        .isEqualTo(new MetricSeries.Point(Instant.parse("2024-06-11T13:00:00Z"), 4));
  }

  @Test
  void anExportOfCloudWatchsConsole() throws IOException {
    List<MetricSeries> series =
        read(
            "cloudwatch.csv",
            "Full label,TCP_ELB_Reset_Count,TCP_Target_Reset_Count",
            "Label,TCP_ELB_Reset_Count,TCP_Target_Reset_Count",
            "Statistic,Sum,Sum",
            "2024/06/11 13:00:00,0,12",
            "2024/06/11 13:05:00,3,0");

    assertThat(series)
        .extracting(MetricSeries::name, one -> one.labels().get("stat"), MetricSeries::sum)
        .containsExactly(
            tuple("TCP_ELB_Reset_Count", "Sum", 3.0), tuple("TCP_Target_Reset_Count", "Sum", 12.0));
  }

  @Test
  void aRowForEachPoint() throws IOException {
    assertThat(
            read(
                "long.csv",
                "Series;Time;Value",
                "a;2024-06-11T13:00:00Z;1",
                "b;2024-06-11T13:00:00Z;2",
                "a;2024-06-11T13:01:00Z;3"))
        .extracting(MetricSeries::name, MetricSeries::sum)
        .containsExactly(tuple("a", 4.0), tuple("b", 2.0));
  }

  @Test
  void aColumnWithoutANameHasThatOfTheFile() throws IOException {
    assertThat(read("x/TCP_ELB_Reset_Count.csv", "timestamp,value", "1718110800000,5"))
        .extracting(MetricSeries::name, one -> one.points().getFirst().time())
        .containsExactly(tuple("TCP_ELB_Reset_Count", Instant.parse("2024-06-11T13:00:00Z")));
  }

  @Test
  void otherTablesAreLeftAlone() {
    assertThat(
            reader.recognises(
                new FixtureText(
                    "a", "", List.of("time,message", "2024-06-11T13:00:00Z,hello there"))))
        .isZero();
    assertThat(
            reader.recognises(new FixtureText("a", "", List.of("2024-06-11T13:00:00Z,1", "x,2"))))
        .isZero();
    assertThat(reader.recognises(new FixtureText("a", "", List.of("time,value")))).isZero();
  }
}
