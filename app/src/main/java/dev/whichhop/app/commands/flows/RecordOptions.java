package dev.whichhop.app.commands.flows;

import dev.whichhop.app.commands.TerminalProgress;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.evidence.EvidenceNotFound;
import dev.whichhop.evidence.EvidenceReader;
import dev.whichhop.flows.conversation.AddressFilter;
import dev.whichhop.flows.conversation.Conversations;
import dev.whichhop.flows.conversation.FlowBudget;
import dev.whichhop.flows.conversation.FlowGathering;
import dev.whichhop.flows.duckdb.DuckDbParquet;
import dev.whichhop.flows.duckdb.Resources;
import dev.whichhop.flows.input.FlowScan;
import dev.whichhop.flows.input.Formats;
import dev.whichhop.flows.input.Interval;
import dev.whichhop.flows.input.LogFiles;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.records.flowlog.FlowLogFormat;
import dev.whichhop.records.log.LeadingTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What every question to records is asked with: the files, their format and the time. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields before they are read.
final class RecordOptions {
  /** Bytes that a flow takes until the last record is read, measured, with room for growth. */
  private static final long BYTES_OF_A_FLOW = 140;

  /** A file is handed on while it is read, so nothing has to be put aside on disk. */
  private static final Resources OF_PARQUET =
      new Resources(
          1, 512L << 20, Path.of(System.getProperty("java.io.tmpdir"), "whichhop-parquet"), 0);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      index = "0+",
      arity = "0..*",
      paramLabel = "PATH",
      description =
          "Files, folders and s3://bucket/prefix: flow logs as text, gzip or answers of CloudWatch"
              + " Logs, and beside them descriptions of AWS and Kubernetes objects; - is standard"
              + " input.")
  private List<String> paths = new ArrayList<>();

  @Mixin private AwsOptions aws;

  @Option(
      names = "--format",
      paramLabel = "FIELDS",
      description =
          "Order of the fields where files have no header: the LogFormat of the flow log, as"
              + " '$${version} $${srcaddr} $${dstaddr} …'.")
  private @Nullable String format;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description = "Only records that start at this time or later: 2026-03-02T08:00:00Z.")
  private @Nullable String start;

  @Option(
      names = "--end",
      paramLabel = "TIME",
      description = "Only records that start at this time or earlier.")
  private @Nullable String end;

  /** The files that are asked, and what stands beside them; those of other times stay closed. */
  FlowInput find() throws IOException {
    return find(LiveScope.NETWORKS);
  }

  /** The same, with as much of EC2 as the question needs where it is asked live. */
  FlowInput find(LiveScope scope) throws IOException {
    return find(scope, interval());
  }

  /** The same with the files on disk of all times. */
  FlowInput findOfAllTimes() throws IOException {
    return find(LiveScope.NETWORKS, Interval.ALWAYS);
  }

  private FlowInput find(LiveScope scope, Interval opened) throws IOException {
    if (paths.isEmpty() && !aws.live()) {
      throw new ParameterException(spec.commandLine(), "Missing required parameter: 'PATH'");
    }
    Interval interval = interval();
    FlowLogFormat given = given();
    LogFiles files = FlowPaths.of(spec.commandLine(), paths, interval, aws).find(System.in, opened);
    List<Path> documents = new ArrayList<>(files.documents());
    if (aws.live()) {
      documents.addAll(new LiveDescriptions(aws).files(scope));
    }
    Bundle beside = beside(documents);
    List<FlowLogFormat> described =
        beside.aws("FlowLogs").stream()
            .map(one -> one.get("LogFormat").textOrEmpty())
            .flatMap(names -> FlowLogFormat.ofNames(names).stream())
            .toList();
    return new FlowInput(files, new Formats(given, described), interval, beside);
  }

  /** The time that is asked about. */
  Interval interval() {
    return new Interval(time("--start", start), time("--end", end));
  }

  boolean anyPaths() {
    return !paths.isEmpty();
  }

  boolean readsStandardInput() {
    return paths.contains("-");
  }

  AwsOptions aws() {
    return aws;
  }

  /** These paths on disk, where what S3 has of the time is copied to; no tables. */
  List<Path> files(String text, Interval interval) throws IOException {
    return FlowPaths.filesOnly(spec.commandLine(), List.of(text), interval, aws);
  }

  /** A number of things to show is wrong usage where it is less than none. */
  void requireCount(String option, int count) {
    if (count < 0) {
      throw new ParameterException(
          spec.commandLine(), option + ": expected 0 or more, found " + count);
    }
  }

  private @Nullable FlowLogFormat given() {
    if (format == null) {
      return null;
    }
    return FlowLogFormat.ofNames(format)
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(),
                "--format: expected names of flow-log fields such as '${version} ${srcaddr}"
                    + " ${dstaddr}', found \""
                    + format
                    + "\""));
  }

  /** A time that an option gives; null without the option. */
  @Nullable Instant time(String option, @Nullable String text) {
    if (text == null) {
      return null;
    }
    return Optional.ofNullable(LeadingTime.parse(text))
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(),
                option + ": expected a time such as 2026-03-02T08:00:00Z, found \"" + text + "\""));
  }

  private Bundle beside(List<Path> documents) throws IOException {
    if (documents.isEmpty()) {
      return new BundleBuilder().build();
    }
    PrintWriter err = spec.commandLine().getErr();
    try (EvidenceReader reader = new EvidenceReader(List.of())) {
      return reader.read(documents, System.in, new TerminalProgress(err));
    } catch (EvidenceNotFound gone) {
      err.println("whichhop: " + SafeText.line(String.valueOf(gone.getMessage())));
      return new BundleBuilder().build();
    }
  }

  /** Reads all records on all processors and puts together what passes the filter. */
  static Conversed converse(FlowInput input, AddressFilter filter) {
    Runtime machine = Runtime.getRuntime();
    int most = (int) Math.min(Integer.MAX_VALUE, machine.maxMemory() / BYTES_OF_A_FLOW);
    FlowBudget budget = new FlowBudget(most);
    FlowScan.Result<FlowGathering> scanned =
        FlowScan.read(
            input.files().logs(),
            input.formats(),
            input.interval(),
            new DuckDbParquet(OF_PARQUET),
            machine.availableProcessors(),
            () -> new FlowGathering(filter, budget));
    return new Conversed(Conversations.of(scanned.visitors()), scanned.files());
  }
}
