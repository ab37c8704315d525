package dev.whichhop.evidence.format;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Coverage;
import dev.whichhop.model.evidence.FlowRecord;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.records.flowlog.FlowLogFormat;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files of flow-log records, of VPCs and Transit Gateways, with a header (S3) or without
 * (CloudWatch Logs). Without one the format is that of a flow log whose description was read
 * ({@code aws ec2 describe-flow-logs}), else the usual one that fits.
 */
public final class FlowLogReader implements Reader {
  private static final int LOOKED_AT = 20;

  @Override
  public String format() {
    return "vpc-flow-log";
  }

  @Override
  public int recognises(TextFile file) {
    int lines = 0;
    int records = 0;
    for (String line : file.head()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (FlowLogFormat.ofNames(line).isPresent()) {
        return 96;
      }
      records += looksLikeRecord(line) ? 1 : 0;
      if (++lines == LOOKED_AT) {
        break;
      }
    }
    return lines > 0 && records * 5 >= lines * 4 ? 95 : 0;
  }

  /** An interface or its flow log's status, and no letters of a sentence. */
  private static boolean looksLikeRecord(String line) {
    return (line.contains(" eni-") || line.contains(" tgw-"))
        && (line.contains(" ACCEPT")
            || line.contains(" REJECT")
            || line.contains("DATA")
            || line.contains(" OK"))
        && line.indexOf('"') < 0
        && line.indexOf('=') < 0;
  }

  @Override
  public void read(TextFile file, BundleBuilder into, Problems problems) throws IOException {
    Reading reading = new Reading(file, into, problems);
    file.forEachLine(reading::line);
    reading.finish();
  }

  /** The formats of flow logs whose description has been read, then the usual ones. */
  public static List<FlowLogFormat> formats(BundleBuilder bundle) {
    List<FlowLogFormat> formats = new ArrayList<>();
    for (Node flowLog : bundle.awsSoFar("FlowLogs")) {
      FlowLogFormat.ofNames(flowLog.get("LogFormat").textOrEmpty()).ifPresent(formats::add);
    }
    formats.addAll(FlowLogFormat.usual());
    return formats;
  }

  /** One file being read. */
  private static final class Reading {
    private final TextFile file;
    private final BundleBuilder into;
    private final Problems problems;
    private final List<FlowLogFormat> possible;
    private @Nullable FlowLogFormat current;
    private @Nullable Instant first;
    private @Nullable Instant last;
    private boolean skipped;

    Reading(TextFile file, BundleBuilder into, Problems problems) {
      this.file = file;
      this.into = into;
      this.problems = problems;
      possible = formats(into);
    }

    void line(String line, int number) {
      if (line.isBlank() || line.startsWith("#")) {
        return;
      }
      Optional<FlowLogFormat> header = FlowLogFormat.ofNames(line);
      if (header.isPresent()) {
        current = header.get();
        return;
      }
      Optional<FlowRecord> record = record(line, number);
      if (record.isPresent()) {
        take(record.get());
      } else {
        problems.report(file.at(number), "expected a flow-log record of the format of this file");
      }
    }

    private Optional<FlowRecord> record(String line, int number) {
      if (current != null) {
        return current.parse(line, file.at(number));
      }
      for (FlowLogFormat format : possible) {
        Optional<FlowRecord> record = format.parse(line, file.at(number));
        if (record.isPresent()) {
          current = format;
          return record;
        }
      }
      return Optional.empty();
    }

    private void take(FlowRecord record) {
      into.add(record);
      skipped |= record.logStatus().equals("SKIPDATA");
      Instant start = record.start();
      if (start != null && (first == null || start.isBefore(first))) {
        first = start;
      }
      Instant end = record.end();
      if (end != null && (last == null || end.isAfter(last))) {
        last = end;
      }
    }

    void finish() {
      into.add(
          new Coverage(
              file.name(),
              "flow log",
              first,
              last,
              skipped ? Coverage.Completeness.SAMPLED : Coverage.Completeness.FULL));
    }
  }
}
