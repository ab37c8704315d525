package dev.whichhop.app.redaction;

import dev.whichhop.live.BundleFiles;
import dev.whichhop.live.FolderFiles;
import dev.whichhop.redact.pseudonym.PseudonymStream;
import dev.whichhop.redact.pseudonym.Pseudonyms;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A bundle that is kept until it is whole, because a name may stand in one file and be recognised
 * as one in a later one, and is then written with other names and addresses.
 */
public final class PseudonymisedFiles implements BundleFiles {
  private final BundleFiles to;
  private final Path spool;
  private final FolderFiles kept;
  private final Pseudonyms pseudonyms;

  /**
   * @param spool an empty folder, which belongs to this object and is deleted
   */
  public PseudonymisedFiles(BundleFiles to, Path spool, Pseudonyms pseudonyms) {
    this.to = to;
    this.spool = spool;
    this.kept = new FolderFiles(spool);
    this.pseudonyms = pseudonyms;
  }

  @Override
  public OutputStream create(String name) throws IOException {
    return kept.create(name);
  }

  @Override
  public void close() throws IOException {
    try (to) {
      write();
    } finally {
      delete();
    }
  }

  private void write() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(spool)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      pseudonyms.learnFile(name(file));
      try (InputStream in = Files.newInputStream(file)) {
        PseudonymStream.learn(in, pseudonyms);
      }
    }
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file);
          OutputStream out = to.create(pseudonyms.replaced(name(file)))) {
        PseudonymStream.copy(in, out, pseudonyms);
      }
    }
  }

  private String name(Path file) {
    return spool.relativize(file).toString().replace('\\', '/');
  }

  private void delete() throws IOException {
    try (Stream<Path> all = Files.walk(spool)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
