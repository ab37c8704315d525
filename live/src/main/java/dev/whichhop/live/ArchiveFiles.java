package dev.whichhop.live;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A {@code .tar.gz}. The files are put into a folder first and packed when all are there, in the
 * order of their names: a tar entry begins with its size, and several files grow at a time.
 */
public final class ArchiveFiles implements BundleFiles {
  private final Path archive;
  private final Path spool;
  private final FolderFiles files;

  /**
   * @param archive is replaced only when everything is packed
   * @param spool an empty folder, which belongs to this object and is deleted
   */
  public ArchiveFiles(Path archive, Path spool) {
    this.archive = archive;
    this.spool = spool;
    this.files = new FolderFiles(spool);
  }

  @Override
  public OutputStream create(String name) throws IOException {
    return files.create(name);
  }

  /** Packs what came; where nothing came there is no archive. */
  @Override
  public void close() throws IOException {
    try {
      List<Path> packed;
      try (Stream<Path> all = Files.walk(spool)) {
        packed = all.filter(Files::isRegularFile).sorted().toList();
      }
      if (!packed.isEmpty()) {
        pack(packed);
      }
    } finally {
      delete(spool);
    }
  }

  private void pack(List<Path> packed) throws IOException {
    Path part = archive.resolveSibling(archive.getFileName() + ".part");
    try {
      try (OutputStream out =
          new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(part)))) {
        for (Path file : packed) {
          String name = spool.relativize(file).toString().replace('\\', '/');
          out.write(TarHeader.of(name, Files.size(file)));
          long copied = Files.copy(file, out);
          out.write(new byte[TarHeader.padding(copied)]);
        }
        out.write(new byte[2 * TarHeader.BLOCK]);
      }
      Files.move(part, archive, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
