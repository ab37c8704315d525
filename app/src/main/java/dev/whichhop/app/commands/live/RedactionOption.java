package dev.whichhop.app.commands.live;

import dev.whichhop.app.redaction.RedactedFiles;
import dev.whichhop.live.BundleFiles;
import dev.whichhop.redact.Removals;
import picocli.CommandLine.Option;

/** The way out of redaction. */
final class RedactionOption {
  @Option(
      names = "--no-redact",
      description = "Keeps secrets and values of environment variables in what is written.")
  private boolean noRedact;

  boolean redacts() {
    return !noRedact;
  }

  /** The files as they are written: without secrets, unless the user wants them. */
  BundleFiles redacted(BundleFiles files, Removals removals) {
    return noRedact ? files : new RedactedFiles(files, removals);
  }
}
