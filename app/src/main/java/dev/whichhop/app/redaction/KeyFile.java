package dev.whichhop.app.redaction;

import dev.whichhop.redact.pseudonym.Pseudonyms;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** The file that turns other names back. It is its owner's alone, and never part of a bundle. */
public final class KeyFile {
  private static final int KEY_BYTES = 32;

  private final Path file;

  public KeyFile(Path file) {
    this.file = file;
  }

  /** Beside the bundle, under its name. */
  public static Path beside(Path bundle) {
    return bundle.resolveSibling(bundle.getFileName() + ".key");
  }

  /**
   * The names of the file where there is one, so that things keep their other names from bundle to
   * bundle; new ones otherwise.
   *
   * @throws IOException when it cannot be read or is no such file
   */
  public Pseudonyms open() throws IOException {
    if (Files.exists(file)) {
      return read();
    }
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Pseudonyms fresh = Pseudonyms.fresh(key);
    // Now, so that what cannot be written is known before anything is.
    write(fresh);
    return fresh;
  }

  /**
   * Reads an existing file.
   *
   * @throws IOException when it cannot be read or is no such file
   */
  public Pseudonyms read() throws IOException {
    try {
      return Pseudonyms.of(Files.readString(file));
    } catch (IllegalArgumentException wrong) {
      throw new IOException(file + ": no key of pseudonyms, " + wrong.getMessage(), wrong);
    }
  }

  /** Replaces the file, readable by its owner alone. */
  public void write(Pseudonyms pseudonyms) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.createFile(part, ownerOnly());
      Files.writeString(part, pseudonyms.text());
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (FileAlreadyExistsException taken) {
      throw new IOException(part + ": exists already; another run, or one that broke off", taken);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
