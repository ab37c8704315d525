package dev.whichhop.evidence;

import dev.whichhop.evidence.aws.AwsTableReader;
import dev.whichhop.evidence.aws.AwsTextReader;
import dev.whichhop.evidence.document.DocumentReader;
import dev.whichhop.evidence.format.CgroupReader;
import dev.whichhop.evidence.format.ClientCsvReader;
import dev.whichhop.evidence.format.CurlTranscriptReader;
import dev.whichhop.evidence.format.DescribeReader;
import dev.whichhop.evidence.format.EnvoyClustersTextReader;
import dev.whichhop.evidence.format.EnvoyListenersTextReader;
import dev.whichhop.evidence.format.EnvoyStatsTextReader;
import dev.whichhop.evidence.format.FlowLogReader;
import dev.whichhop.evidence.format.IstioctlAnalyzeReader;
import dev.whichhop.evidence.format.KubectlTableReader;
import dev.whichhop.evidence.format.LogCsvReader;
import dev.whichhop.evidence.format.MeshTableReader;
import dev.whichhop.evidence.format.MetricCsvReader;
import dev.whichhop.evidence.format.OpensslReader;
import dev.whichhop.evidence.format.PrometheusTextReader;
import dev.whichhop.evidence.format.SystemPageReader;
import dev.whichhop.evidence.format.VersionsReader;
import dev.whichhop.evidence.load.LoadReportReader;
import dev.whichhop.evidence.log.LogReader;
import dev.whichhop.evidence.log.LogWatcher;
import java.util.List;

/** All readers of files. Add a new one here. */
public final class Readers {
  private Readers() {}

  /**
   * The readers, for one run.
   *
   * @param watcher is shown every line of a log
   */
  public static List<Reader> all(LogWatcher watcher) {
    return List.of(
        new DocumentReader(),
        new AwsTableReader(),
        new AwsTextReader(),
        new CgroupReader(),
        new ClientCsvReader(),
        new CurlTranscriptReader(),
        new LoadReportReader(),
        new DescribeReader(),
        new EnvoyClustersTextReader(),
        new EnvoyListenersTextReader(),
        new EnvoyStatsTextReader(),
        new FlowLogReader(),
        new IstioctlAnalyzeReader(),
        new KubectlTableReader(),
        new LogCsvReader(),
        new MeshTableReader(),
        new MetricCsvReader(),
        new OpensslReader(),
        new PrometheusTextReader(),
        new SystemPageReader(),
        new VersionsReader(),
        new LogReader(watcher));
  }
}
