package dev.whichhop.app.commands;

import dev.whichhop.app.report.CompareReport;
import dev.whichhop.app.report.JsonReport;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.YamlReport;
import dev.whichhop.diagnosis.Diagnoser;
import dev.whichhop.diagnosis.check.Checks;
import dev.whichhop.diagnosis.compare.Comparer;
import dev.whichhop.diagnosis.compare.Comparison;
import dev.whichhop.evidence.EvidenceNotFound;
import dev.whichhop.evidence.EvidenceReader;
import dev.whichhop.knowledge.Artefacts;
import dev.whichhop.knowledge.Cause;
import dev.whichhop.knowledge.Causes;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.knowledge.Signals;
import dev.whichhop.model.evidence.Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code whichhop compare A B}: what differs between two bundles and could matter. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "A good pod and a bad one, or before and after a deploy; the most telling first.",
      "Made-up names, uids, hashes and times do not count."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:nothing that was compared differs",
      "1:something differs",
      "2:wrong usage",
      "3:nothing could be compared",
      "4:an input could not be read"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  whichhop compare good-pod/ bad-pod/",
      "  whichhop compare before.tgz after.tgz -o json",
      "  whichhop compare monday/ tuesday/ --lang zh"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
public final class CompareCommand implements Callable<Integer> {
  /** Formats of the answer. */
  enum Output {
    TEXT,
    JSON,
    YAML
  }

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "File, folder or archive: the left side.")
  private Path left;

  @Parameters(index = "1", paramLabel = "B", description = "The right side.")
  private Path right;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "text, json or yaml (default: text).")
  private Output output;

  @Option(
      names = "--lang",
      defaultValue = "en",
      paramLabel = "LANGUAGE",
      description = "en or zh (default: en).")
  private Language language;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<Cause> causes = Causes.load();
    Diagnoser diagnoser = new Diagnoser(Checks.all(), causes, Artefacts.load());
    try {
      Bundle here = read(left, err);
      Bundle there = read(right, err);
      Comparison comparison =
          Comparer.compare(
              here, diagnoser.diagnose(here), there, diagnoser.diagnose(there), causes);
      CompareReport report = new CompareReport(Messages.load(language));
      switch (output) {
        case TEXT -> report.print(comparison, "" + left, "" + right, Terminal.colours(), out);
        case JSON -> JsonReport.print(report.tree(comparison), out);
        case YAML -> YamlReport.print(report.tree(comparison), out);
      }
      out.flush();
      boolean nothingRead = unread(here) || unread(there);
      return nothingRead
          ? ExitStatus.EVIDENCE_MISSING
          : comparison.same() ? ExitStatus.NOTHING_WRONG : ExitStatus.FAULT;
    } catch (EvidenceNotFound notFound) {
      err.println("whichhop: " + SafeText.line(String.valueOf(notFound.getMessage())));
      return ExitStatus.UNREADABLE;
    }
  }

  private static Bundle read(Path path, PrintWriter err) throws IOException {
    try (EvidenceReader reader = new EvidenceReader(Signals.load())) {
      return reader.read(List.of(path), InputStream.nullInputStream(), new TerminalProgress(err));
    }
  }

  private static boolean unread(Bundle bundle) {
    return bundle.inputs().stream().noneMatch(input -> input.read());
  }
}
