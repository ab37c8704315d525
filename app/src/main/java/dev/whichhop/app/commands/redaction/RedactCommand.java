package dev.whichhop.app.commands.redaction;

import dev.whichhop.app.commands.ExitStatus;
import dev.whichhop.app.redaction.BundleCopy;
import dev.whichhop.app.redaction.KeyFile;
import dev.whichhop.app.redaction.RedactedFiles;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.live.BundleFiles;
import dev.whichhop.redact.Removals;
import dev.whichhop.redact.pseudonym.Pseudonyms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code whichhop redact PATH… -o BUNDLE}: a copy that can be given away. */
@Command(
    name = "redact",
    mixinStandardHelpOptions = true,
    description = "What is given is only read. The copy gives the same verdict.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  whichhop redact incident/ -o shared.tgz",
      "  whichhop redact bug-report.tgz gateway.log -o shared/",
      "  whichhop redact incident/ -o shared.tgz --pseudonymise",
      "  whichhop redact --reveal shared.tgz.key answer.txt"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call.
public final class RedactCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files, folders, tar.gz, zip or gz; - is standard input.")
  private List<Path> paths;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "BUNDLE",
      description = "A new folder, or a new file that ends in .tgz or .tar.gz.")
  private @Nullable Path output;

  @Mixin private PseudonymOptions pseudonymOptions;

  @Option(
      names = "--reveal",
      paramLabel = "KEY",
      description = "Prints the files with the original names and addresses instead.")
  private @Nullable Path reveal;

  @Option(
      names = "--lang",
      defaultValue = "en",
      paramLabel = "LANGUAGE",
      description = "en or zh (default: en).")
  private Language language;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    for (Path path : paths) {
      if (!isStandardInput(path) && !Files.exists(path)) {
        err.println("whichhop: " + SafeText.line(path + " does not exist"));
        return ExitStatus.UNREADABLE;
      }
    }
    try {
      return reveal == null ? copied(wantedOutput()) : revealed(reveal);
    } catch (IOException failed) {
      err.println("whichhop: " + SafeText.line("" + failed.getMessage()));
      return ExitStatus.UNREADABLE;
    }
  }

  private static boolean isStandardInput(Path path) {
    return path.toString().equals("-");
  }

  private Path wantedOutput() {
    if (output == null) {
      throw new ParameterException(
          spec.commandLine(), "Missing: -o BUNDLE, a new folder or a file that ends in .tgz");
    }
    if (Files.exists(output)) {
      throw new ParameterException(spec.commandLine(), "-o " + output + ": exists already");
    }
    return output;
  }

  private int copied(Path bundle) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Messages messages = Messages.load(language);
    Removals removals = new Removals();
    BundleCopy copy;
    try (BundleFiles files = new RedactedFiles(pseudonymOptions.open(bundle), removals)) {
      copy = new BundleCopy(files);
      copy.copy(paths, System.in);
    }
    new RedactionText(messages).print(bundle, copy, removals, out);
    if (copy.copied() == 0) {
      return ExitStatus.UNREADABLE;
    }
    pseudonymOptions.finish(bundle, messages, out);
    out.flush();
    return copy.leftOut().isEmpty() ? ExitStatus.NOTHING_WRONG : ExitStatus.EVIDENCE_MISSING;
  }

  /** What is printed was written by us or is the user's own; it is shown as text all the same. */
  private int revealed(Path key) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Pseudonyms pseudonyms = new KeyFile(key).read();
    for (Path path : paths) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  isStandardInput(path) ? System.in : Files.newInputStream(path),
                  StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          out.println(SafeText.text(pseudonyms.revealed(line)));
        }
      }
    }
    out.flush();
    return ExitStatus.NOTHING_WRONG;
  }
}
