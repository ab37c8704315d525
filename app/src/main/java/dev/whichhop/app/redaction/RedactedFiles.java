package dev.whichhop.app.redaction;

import dev.whichhop.live.BundleFiles;
import dev.whichhop.redact.RedactingStream;
import dev.whichhop.redact.Removals;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Set;

/** A bundle whose files lose their secrets on the way, and that says so in a file of its own. */
public final class RedactedFiles implements BundleFiles {
  private final BundleFiles files;
  private final Removals removals;
  private final Set<String> names = new HashSet<>();

  /**
   * @param removals is told what goes
   */
  public RedactedFiles(BundleFiles files, Removals removals) {
    this.files = files;
    this.removals = removals;
  }

  @Override
  public OutputStream create(String name) throws IOException {
    String safe = removals.name(name);
    OutputStream out = files.create(safe);
    synchronized (names) {
      names.add(safe);
    }
    return new RedactingStream(out, removals.of(safe));
  }

  /** Where nothing came, nothing is written. */
  @Override
  public void close() throws IOException {
    try (files) {
      if (!names.isEmpty()) {
        RedactionFile.write(removals, files, names);
      }
    }
  }
}
