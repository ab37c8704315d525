package dev.whichhop.app.redaction;

import dev.whichhop.live.ArchiveFiles;
import dev.whichhop.live.BundleFiles;
import dev.whichhop.live.FolderFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A new bundle: a folder, or an archive where the name says so. */
public final class BundleOutput {
  private BundleOutput() {}

  /**
   * Begins one.
   *
   * @param bundle does not exist
   */
  public static BundleFiles open(Path bundle) throws IOException {
    if (isArchive(bundle)) {
      return new ArchiveFiles(bundle, Files.createTempDirectory("whichhop"));
    }
    return new FolderFiles(Files.createDirectories(bundle));
  }

  private static boolean isArchive(Path bundle) {
    String name = bundle.toString();
    return List.of(".tgz", ".tar.gz").stream().anyMatch(name::endsWith);
  }
}
