package dev.whichhop.app.commands.redaction;

import dev.whichhop.app.redaction.KeyFile;
import dev.whichhop.app.redaction.PseudonymisedFiles;
import dev.whichhop.app.report.SafeText;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.live.BundleFiles;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.redact.pseudonym.Pseudonyms;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for other names and addresses in what is written. */
public final class PseudonymOptions {
  @Option(
      names = "--pseudonymise",
      description = "Other names and addresses; subnets, joins and the verdict stay.")
  private boolean pseudonymise;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = {
        "Turns them back; keep it to yourself (default: BUNDLE.key).",
        "One that exists is used again: the same names as in another bundle."
      })
  private @Nullable Path keyFile;

  private @Nullable Pseudonyms pseudonyms;

  /** Nothing is written under the names that the files have, where the user wants others. */
  public BundleFiles renamed(BundleFiles files, Path bundle) throws IOException {
    if (!pseudonymise) {
      return files;
    }
    Pseudonyms opened = new KeyFile(key(bundle)).open();
    pseudonyms = opened;
    return new PseudonymisedFiles(files, Files.createTempDirectory("whichhop"), opened);
  }

  private Path key(Path bundle) {
    return keyFile == null ? KeyFile.beside(bundle) : keyFile;
  }

  /** Keeps the names when the bundle is written, and says where. */
  public void finish(Path bundle, Messages messages, PrintWriter out) throws IOException {
    Pseudonyms used = pseudonyms;
    if (used == null) {
      return;
    }
    Path key = key(bundle);
    new KeyFile(key).write(used);
    out.println(
        messages.text(
            "redact.key",
            Phrase.of(
                    "",
                    "count",
                    String.format(Locale.ROOT, "%d", used.size()),
                    "key",
                    SafeText.line("" + key))
                .values()));
  }
}
