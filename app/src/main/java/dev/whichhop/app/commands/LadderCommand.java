package dev.whichhop.app.commands;

import dev.whichhop.app.report.AnswerTree;
import dev.whichhop.app.report.JsonReport;
import dev.whichhop.app.report.LadderText;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.YamlReport;
import dev.whichhop.diagnosis.Diagnoser;
import dev.whichhop.diagnosis.check.Checks;
import dev.whichhop.evidence.EvidenceNotFound;
import dev.whichhop.evidence.EvidenceReader;
import dev.whichhop.knowledge.Artefacts;
import dev.whichhop.knowledge.Causes;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.knowledge.Signals;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.ladder.Ladder;
import dev.whichhop.model.ladder.Origin;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code whichhop ladder PATH…}: the timers of the path, their sources and their order. */
@Command(
    name = "ladder",
    mixinStandardHelpOptions = true,
    description =
        "Shows the timers of the path, where each value comes from, and which are in the wrong"
            + " order.",
    footerHeading = "%nExamples:%n",
    footer = {"  whichhop ladder incident/", "  whichhop ladder mesh.yaml aws/ -o json"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
public final class LadderCommand implements Callable<Integer> {
  /** Formats of the answer. */
  enum Output {
    TEXT,
    JSON,
    YAML
  }

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files, folders, tar.gz, zip or gz; - is standard input.")
  private List<Path> paths;

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
    try (EvidenceReader reader = new EvidenceReader(Signals.load())) {
      Bundle bundle = reader.read(paths, System.in, new TerminalProgress(err));
      // The whole diagnosis, since the failing leg is known only with the verdict.
      List<Ladder> ladders =
          new Diagnoser(Checks.all(), Causes.load(), Artefacts.load()).diagnose(bundle).ladders();
      print(ladders, Messages.load(language), out);
      return status(ladders);
    } catch (EvidenceNotFound notFound) {
      err.println("whichhop: " + SafeText.line(String.valueOf(notFound.getMessage())));
      return ExitStatus.UNREADABLE;
    }
  }

  private void print(List<Ladder> ladders, Messages messages, PrintWriter out) {
    switch (output) {
      case TEXT -> new LadderText(messages, Terminal.colours()).all(ladders, out);
      case JSON -> JsonReport.print(AnswerTree.ofLadders(ladders, messages), out);
      case YAML -> YamlReport.print(AnswerTree.ofLadders(ladders, messages), out);
    }
    out.flush();
  }

  /** Defaults alone are no evidence of anything. */
  private static int status(List<Ladder> ladders) {
    boolean seen =
        ladders.stream()
            .flatMap(ladder -> ladder.rungs().stream())
            .anyMatch(rung ->
                rung.origin() instanceof Origin.Configured
                    || rung.origin() instanceof Origin.Measured);
    if (!seen) {
      return ExitStatus.EVIDENCE_MISSING;
    }
    return ladders.stream().anyMatch(Ladder::wrong) ? ExitStatus.FAULT : ExitStatus.NOTHING_WRONG;
  }
}
