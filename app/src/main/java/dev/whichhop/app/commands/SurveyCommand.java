package dev.whichhop.app.commands;

import dev.whichhop.app.report.JsonReport;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.app.report.YamlReport;
import dev.whichhop.evidence.EvidenceNotFound;
import dev.whichhop.evidence.EvidenceReader;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.knowledge.Signals;
import dev.whichhop.model.evidence.Bundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * A command that reads evidence and answers with something else than a verdict.
 *
 * @param <T> what it finds
 */
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
abstract class SurveyCommand<T> implements Callable<Integer> {
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

  /** What the evidence shows. */
  abstract T look(Bundle bundle);

  abstract int status(T found);

  abstract Map<String, Object> tree(T found, Messages messages);

  abstract void print(T found, Messages messages, PrintWriter out);

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (EvidenceReader reader = new EvidenceReader(Signals.load())) {
      T found = look(reader.read(paths, System.in, new TerminalProgress(err)));
      Messages messages = Messages.load(language);
      switch (output) {
        case TEXT -> print(found, messages, out);
        case JSON -> JsonReport.print(tree(found, messages), out);
        case YAML -> YamlReport.print(tree(found, messages), out);
      }
      out.flush();
      return status(found);
    } catch (EvidenceNotFound notFound) {
      err.println("whichhop: " + SafeText.line(String.valueOf(notFound.getMessage())));
      return ExitStatus.UNREADABLE;
    }
  }
}
