package dev.whichhop.app.commands.redaction;

import dev.whichhop.app.redaction.BundleOutput;
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

  /**
   * Begins the bundle; nothing is written under the names that the files have, where the user wants
   * others.
   *
   * @throws IOException also when the key would be a part of the bundle
   */
  public BundleFiles open(Path bundle) throws IOException {
    if (!pseudonymise) {
      return BundleOutput.open(bundle);
    }
    Path folder = bundle.toAbsolutePath().normalize();
    if (key(bundle).toAbsolutePath().normalize().startsWith(folder)) {
      throw new IOException(
          "--key " + key(bundle) + ": would be given away with the bundle; name a file outside");
    }
    Pseudonyms opened = new KeyFile(key(bundle)).open();
    pseudonyms = opened;
    return new PseudonymisedFiles(
        BundleOutput.open(bundle), Files.createTempDirectory("whichhop"), opened);
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
