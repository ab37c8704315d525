package dev.whichhop.evidence.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.evidence.Problems;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.MetricSeries;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CgroupReaderTest {
  private final CgroupReader reader = new CgroupReader();

  private List<MetricSeries> read(FixtureText file) throws IOException {
    BundleBuilder into = new BundleBuilder();
    assertThat(reader.recognises(file)).isGreaterThan(90);
    reader.read(file, into, new Problems());
    return into.build().metrics();
  }

  private static Map<String, Double> values(List<MetricSeries> series) {
    return series.stream().collect(Collectors.toMap(MetricSeries::name, MetricSeries::last));
  }

  @Test
  void filesOfVersion1BelowTheirNames() throws IOException {
    Map<String, Double> values = values(read(FixtureText.of("cgroup/version1.txt")));

    assertThat(values)
        .containsEntry("cgroup.cpu.stat.nr_periods", 0.0)
        .containsEntry("cgroup.cpu.cfs_quota_us", -1.0)
        .containsEntry("cgroup.memory.limit_in_bytes", 9223372036854771712.0)
        .containsEntry("cgroup.memory.usage_in_bytes", 1387978752.0)
        .containsEntry("cgroup.memory.oom_control.oom_kill", 0.0);
  }

  @Test
  void severalFilesOfOneCommand() throws IOException {
    List<MetricSeries> series =
        read(
            new FixtureText(
                "session.txt",
                "kubectl -n desk exec quotes-5b7c9d8f6-h4k2m -c istio-proxy -- sh -c 'cat"
                    + " /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory.current"
                    + " /sys/fs/cgroup/memory.events'",
                List.of(
                    "268435456",
                    "266010624",
                    "low 0",
                    "high 0",
                    "max 3391",
                    "oom 2",
                    "oom_kill 2",
                    "oom_group_kill 0")));

    assertThat(values(series))
        .containsEntry("cgroup.memory.max", 268435456.0)
        .containsEntry("cgroup.memory.current", 266010624.0)
        .containsEntry("cgroup.memory.events.oom_kill", 2.0);
    assertThat(series.getFirst().labels())
        .isEqualTo(Map.of("container", "istio-proxy", "pod", "quotes-5b7c9d8f6-h4k2m"));
  }

  @Test
  void linesWithTheirFileInFront() throws IOException {
    assertThat(
            values(
                read(
                    new FixtureText(
                        "istio-proxy-cgroup.txt",
                        "",
                        List.of(
                            "/sys/fs/cgroup/cpu.max:50000 100000",
                            "/sys/fs/cgroup/cpu.stat:nr_throttled 512",
                            "/sys/fs/cgroup/memory.max:max")))))
        .containsEntry("cgroup.cpu.max.quota", 50000.0)
        .containsEntry("cgroup.cpu.max.period", 100000.0)
        .containsEntry("cgroup.cpu.stat.nr_throttled", 512.0)
        .containsEntry("cgroup.memory.max", Double.POSITIVE_INFINITY);
  }

  @Test
  void otherNumbersAreNotTaken() {
    assertThat(
            reader.recognises(
                new FixtureText("numbers.txt", "", List.of("12", "max 3 of 4", "100 200"))))
        .isZero();
  }
}
