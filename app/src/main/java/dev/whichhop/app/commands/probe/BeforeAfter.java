package dev.whichhop.app.commands.probe;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.probe.LoadComparisonReport;
import dev.whichhop.diagnosis.compare.LoadComparison;
import dev.whichhop.evidence.EvidenceNotFound;
import dev.whichhop.evidence.EvidenceReader;
import dev.whichhop.evidence.Progress;
import dev.whichhop.knowledge.Signals;
import dev.whichhop.model.evidence.LoadResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Two results of the probe, fortio, k6, hey, wrk, vegeta or ab: did it help? */
final class BeforeAfter {
  @Option(
      names = "--before",
      paramLabel = "FILE",
      description = "Compares this result (our JSON, fortio, k6, hey, …) with that of --after.")
  private @Nullable Path before;

  @Option(names = "--after", paramLabel = "FILE", description = "The result to compare with.")
  private @Nullable Path after;

  /** A file without exactly one result. */
  private static final class NoResult extends Exception {
    NoResult(String message) {
      super(message);
    }
  }

  boolean wanted() {
    return before != null || after != null;
  }

  int run(Answers answers) throws IOException, WrongOptions {
    if (before == null || after == null) {
      throw new WrongOptions("--before and --after go together");
    }
    try {
      LoadComparison comparison = LoadComparison.of(read(before), read(after));
      LoadComparisonReport report = new LoadComparisonReport(answers.messages());
      answers.print(
          out -> report.print("" + before, "" + after, comparison, out),
          () -> report.tree(comparison));
      return failedMoreOften(comparison);
    } catch (NoResult | EvidenceNotFound wrong) {
      answers.err().println("whichhop: " + SafeText.line("" + wrong.getMessage()));
      return ExitStatus.UNREADABLE;
    }
  }

  private static int failedMoreOften(LoadComparison comparison) {
    for (LoadComparison.ShareDifference one : comparison.shares()) {
      if (one.code().equals(LoadComparison.FAILED)) {
        return switch (one.telling()) {
          case MORE_RIGHT -> ExitStatus.FAULT;
          case MORE_LEFT -> ExitStatus.NOTHING_WRONG;
          case CANNOT_TELL, UNSEEN -> ExitStatus.EVIDENCE_MISSING;
        };
      }
    }
    return ExitStatus.EVIDENCE_MISSING;
  }

  private static LoadResult read(Path path) throws IOException, NoResult {
    try (EvidenceReader reader = new EvidenceReader(Signals.load())) {
      List<LoadResult> found =
          reader.read(List.of(path), InputStream.nullInputStream(), Progress.SILENT).loadResults();
      if (found.size() != 1) {
        throw new NoResult(
            path
                + ": expected one result of a load tool (probe -o json, fortio, k6, hey, wrk, "
                + "vegeta, ab), found "
                + found.size());
      }
      return found.getFirst();
    }
  }
}
