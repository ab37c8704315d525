package dev.whichhop.live;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A folder of files. */
public final class FolderFiles implements BundleFiles {
  private final Path folder;

  /**
   * @param folder exists
   */
  public FolderFiles(Path folder) {
    this.folder = folder;
  }

  @Override
  public OutputStream create(String name) throws IOException {
    Path file = folder.resolve(name).normalize();
    // Names come from the cluster; the API server lets no slash into them, and we do not rely on
    // it.
    if (!file.startsWith(folder.normalize()) || file.equals(folder.normalize())) {
      throw new IOException("a name that leaves the bundle: " + name);
    }
    Files.createDirectories(file.getParent());
    return new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
  }

  /** Removes the folder where nothing came: it would be in the way of the next run. */
  @Override
  public void close() throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException kept) {
      // What was had stays.
    }
  }
}
