package dev.whichhop.evidence.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tar fixtures were written by GNU tar 1.34. */
final class ArchivesTest {
  private static final String LONG_FOLDER = "namespace-".repeat(14);
  private static final String LONG_FILE = "pod-".repeat(20) + ".log";

  @TempDir private Path folder;

  static byte[] fixture(String name) throws IOException {
    try (InputStream in = ArchivesTest.class.getResourceAsStream("/fixtures/archive/" + name)) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  private Walked walk(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, bytes);
    return Walked.of(file);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] zip(Charset charset, String... namesAndTexts) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed, charset)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return packed.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gnu", "pax"})
  void tarWithLongNamesAndLinks(String format) throws IOException {
    Walked walked = walk("any-name.bin", fixture(format + ".tar.gz"));
    String root = "any-name.bin!/bundle/";
    assertThat(walked.texts())
        .containsEntry(root + "empty.txt", "")
        .containsEntry(root + "logs/a.log", "first\n")
        .containsEntry(root + "logs/网关.log", "second\n")
        .containsEntry(root + LONG_FOLDER + "/" + LONG_FILE, "long name\n")
        .hasSize(4);
    assertThat(List.copyOf(walked.texts().keySet())).isSorted();
    assertThat(walked.unread())
        .containsOnlyKeys(root + "logs/passwd", root + "logs/up", root + "pipe");
    assertThat(walked.unread().get(root + "logs/passwd")).contains("out of the archive");
    assertThat(walked.unread().get(root + "logs/up")).contains("out of the archive");
  }

  @Test
  void plainTarOnStandardInput() throws IOException {
    byte[] tar =
        new GZIPInputStream(new ByteArrayInputStream(fixture("ustar.tar.gz"))).readAllBytes();
    assertThat(Walked.standardInput(tar).texts())
        .containsEntry("standard input!/bundle/logs/a.log", "first\n")
        .containsEntry("standard input!/bundle/logs/网关.log", "second\n");
  }

  @Test
  void aTarThatEndsEarlyGivesWhatStandsBefore() throws IOException {
    byte[] tar =
        new GZIPInputStream(new ByteArrayInputStream(fixture("gnu.tar.gz"))).readAllBytes();
    int second = new String(tar, StandardCharsets.UTF_8).indexOf("first\n");
    Walked walked = walk("cut.tar", Arrays.copyOf(tar, second + 3));
    assertThat(walked.texts()).containsEntry("cut.tar!/bundle/logs/a.log", "fir");
    assertThat(walked.unread()).containsEntry("cut.tar", "stopped early: it ends early");
  }

  @Test
  void gzipOfSeveralMembersIsOneText() throws IOException {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(gzip(utf8("one\n")));
    both.write(gzip(utf8("two\n")));
    assertThat(walk("log.gz", both.toByteArray()).texts()).containsEntry("log.gz", "one\ntwo\n");
  }

  @Test
  void aGzipInAZipInAZip() throws IOException {
    Path file = folder.resolve("outer.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      ByteArrayOutputStream inner = new ByteArrayOutputStream();
      try (ZipOutputStream innerZip = new ZipOutputStream(inner)) {
        innerZip.putNextEntry(new ZipEntry("a.log.gz"));
        innerZip.write(gzip(utf8("deep\n")));
      }
      zip.putNextEntry(new ZipEntry("inner.zip"));
      zip.write(inner.toByteArray());
    }
    assertThat(Walked.of(file).texts()).containsEntry("outer.zip!/inner.zip!/a.log.gz", "deep\n");
  }

  @Test
  void archivesWithoutEndAreNotOpenedForEver() throws IOException {
    byte[] bytes = utf8("text\n");
    for (int i = 0; i < 10; i++) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(packed)) {
        zip.putNextEntry(new ZipEntry("z"));
        zip.write(bytes);
      }
      bytes = packed.toByteArray();
    }
    assertThat(walk("deep.zip", bytes).unread().values())
        .anyMatch(one -> one.contains("not opened"));
  }

  @Test
  void namesThatLeaveTheArchiveAreRefused() throws IOException {
    String[] evil = {"../up.log", "a/../../up.log", "/etc/passwd", "C:\\up.log", "..\\up.log"};
    for (String name : evil) {
      Walked walked =
          walk("evil.zip", zip(StandardCharsets.UTF_8, name, "x", "inside.log", "inside"));
      assertThat(walked.texts()).containsOnlyKeys("evil.zip!/inside.log");
      assertThat(walked.unread()).hasSize(1);
      assertThat(walked.unread().values()).first().asString().contains("refused");
    }
  }

  @Test
  void backslashesOfWindowsAndNamesInGbk() throws IOException {
    Charset gbk = Charset.forName("GB18030");
    assertThat(walk("win.zip", zip(gbk, "日志\\网关.log", "text")).texts())
        .containsEntry("win.zip!/日志/网关.log", "text");
  }

  @Test
  void equalNamesAreKeptApart() throws IOException {
    assertThat(walk("two.zip", zip(StandardCharsets.UTF_8, "a", "1", "./a", "2")).texts())
        .containsEntry("two.zip!/a", "1")
        .containsEntry("two.zip!/a (2)", "2");
  }

  @Test
  void aZipBombIsRefusedBeforeItIsRead() throws IOException {
    byte[] bomb = zipOfZeros(700);
    Walked walked = walk("bomb.zip", bomb);
    assertThat(walked.texts()).isEmpty();
    assertThat(walked.unread().get("bomb.zip")).contains("decompression bomb");
    assertThat(Walked.standardInput(bomb).unread().get("standard input"))
        .contains("decompression bomb");
  }

  private static byte[] zipOfZeros(int mebibytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) {
      zip.putNextEntry(new ZipEntry("zeros"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < mebibytes; i++) {
        zip.write(zeros);
      }
    }
    return packed.toByteArray();
  }

  @Test
  void aGzipBombEndsWhileItIsRead() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      byte[] block = utf8("a\n".repeat(1 << 19));
      for (int i = 0; i < 200; i++) {
        out.write(block);
      }
    }
    String text = walk("bomb.gz", packed.toByteArray()).texts().get("bomb.gz");
    assertThat(text).startsWith("!").contains("decompression bomb");
  }

  @Test
  void aLogOfOneLineAgainAndAgainIsNoBomb() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      byte[] lines = utf8(("the same line of a log, " + "x".repeat(200) + "\n").repeat(5_000));
      for (int i = 0; i < 100; i++) {
        out.write(lines);
      }
    }
    assertThat(walk("same.gz", packed.toByteArray()).texts().get("same.gz")).startsWith("the same");
  }
}
