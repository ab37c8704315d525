package dev.whichhop.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive is one that GNU tar reads, and a name cannot lead out of a bundle. */
final class ArchiveFilesTest {
  @TempDir private Path folder;

  private static void put(BundleFiles files, String name, String text) throws IOException {
    try (OutputStream out = files.create(name)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void tarReadsIt() throws Exception {
    String longName = "logs/" + "n".repeat(63) + "/" + "p".repeat(90) + "_istio-proxy.log";
    Path archive = folder.resolve("bundle.tgz");
    Path spool = Files.createDirectory(folder.resolve("spool"));
    try (ArchiveFiles files = new ArchiveFiles(archive, spool)) {
      put(files, "z.json", "{}");
      put(files, longName, "x".repeat(512) + "é");
      put(files, "kubernetes/shop/pods.json", "");
    }
    assertThat(spool).doesNotExist();
    Path out = Files.createDirectory(folder.resolve("out"));
    Process tar =
        new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", out.toString())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    assertThat(out.resolve("z.json")).hasContent("{}");
    assertThat(out.resolve(longName)).hasContent("x".repeat(512) + "é");
    assertThat(out.resolve("kubernetes/shop/pods.json")).isEmptyFile();
  }

  @Test
  void whereNothingCameNothingIsLeft() throws IOException {
    Path archive = folder.resolve("bundle.tgz");
    Path spool = Files.createDirectory(folder.resolve("spool"));
    new ArchiveFiles(archive, spool).close();
    new FolderFiles(Files.createDirectory(folder.resolve("bundle"))).close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anArchiveThatCannotBeWrittenLeavesNoSpool() throws IOException {
    Path spool = Files.createDirectory(folder.resolve("spool"));
    ArchiveFiles files = new ArchiveFiles(folder.resolve("gone/bundle.tgz"), spool);
    put(files, "z.json", "{}");
    assertThatThrownBy(files::close).isInstanceOf(NoSuchFileException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aNameThatLeavesTheBundleIsRefused() {
    assertThatThrownBy(() -> new FolderFiles(folder).create("logs/../../outside"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("outside");
  }
}
