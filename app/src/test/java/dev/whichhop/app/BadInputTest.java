package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bad input beside a good log: the bad file is named with its problem, and the good one is still
 * read. The good log holds one failing line with {@link #MARK} in it.
 */
final class BadInputTest {
  private static final String MARK = "mark-7f3a";

  private static final String GOOD =
      "[2025-03-04T05:06:07.123Z] \"GET /"
          + MARK
          + " HTTP/1.1\" 503 UC upstream_reset_before_response_started{connection_termination}"
          + " - \"-\" 0 95 3 - \"-\" \"curl/8.5.0\" \"7d2f3d1c-8a53-9c5c-b7a6-2f1f0f4d9a10\""
          + " \"shop.example.org\" \"10.1.2.3:8080\" inbound|8080||"
          + " 127.0.0.6:40001 10.1.2.3:8080 10.1.9.9:50000 - default\n";

  @TempDir private Path folder;

  @BeforeEach
  void writeGood() throws IOException {
    Files.writeString(folder.resolve("good.log"), GOOD);
  }

  private Run run() {
    Run run = Run.of("diagnose", folder.toString());
    assertThat(run.out()).as("the good log is still read").contains(MARK);
    assertThat(run.status()).isIn(0, 1, 3);
    return run;
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  @Test
  void binary() throws IOException {
    Files.write(file("core.bin"), new byte[] {0, 1, 2, 0, 0, 3, 4, 127, 0, 0, 9});
    assertThat(run().out()).contains("core.bin");
  }

  @Test
  void truncatedGzip() throws IOException {
    Path gzip = file("cut.log.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write(GOOD.repeat(2_000).getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = Files.readAllBytes(gzip);
    Files.write(gzip, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThat(run().out()).contains("cut.log.gz");
  }

  @Test
  void truncatedJson() throws IOException {
    Files.writeString(
        file("pods.json"), "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"items\":[{\"ki");
    assertThat(run().out()).contains("pods.json");
  }

  @Test
  void aliasBomb() throws IOException {
    StringBuilder bomb = new StringBuilder("apiVersion: v1\nkind: ConfigMap\na0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    Files.writeString(file("bomb.yaml"), bomb);
    assertThat(run().out()).contains("bomb.yaml");
  }

  @Test
  void oneVeryLongLine() throws IOException {
    try (OutputStream out = Files.newOutputStream(file("long.log"))) {
      byte[] block = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 100; i++) {
        out.write(block);
      }
    }
    assertThat(run().out()).contains("long.log");
  }

  @Test
  void unknownFormat() throws IOException {
    Files.writeString(file("odd.xyz"), "%%\n@@;;@@\n%%\n");
    assertThat(run().out()).contains("odd.xyz");
  }

  @Test
  void otherEncodings() throws IOException {
    Files.write(file("gbk.txt"), "网关返回 503,请帮忙看看\n".getBytes(Charset.forName("GB18030")));
    Files.write(
        file("wide.log"), GOOD.replace(MARK, "wide-mark").getBytes(StandardCharsets.UTF_16));
    Files.write(
        file("mojibake.txt"), new byte[] {(byte) 0xc3, (byte) 0x28, (byte) 0xff, 'a', '\n'});
    Files.writeString(file("windows.log"), GOOD.replace("\n", "\r\n"));
    run();
  }

  @Test
  void traversalInAnArchive() throws IOException {
    Path archive = file("evil.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("../../outside.log"));
      zip.write(GOOD.getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("inside.log"));
      zip.write(GOOD.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(run().out()).contains("outside.log");
    assertThat(folder.resolve("../../outside.log")).doesNotExist();
  }

  @Test
  void zipBomb() throws IOException {
    byte[] zeros = new byte[1 << 20];
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file("bomb.zip")))) {
      zip.putNextEntry(new ZipEntry("big.log"));
      for (int i = 0; i < 3_000; i++) {
        zip.write(zeros);
      }
    }
    assertThat(run().out()).contains("bomb.zip");
  }

  @Test
  void gzipBomb() throws IOException {
    byte[] zeros = new byte[1 << 20];
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file("bomb.gz")))) {
      for (int i = 0; i < 3_000; i++) {
        out.write(zeros);
      }
    }
    assertThat(run().out()).contains("bomb.gz");
  }

  @Test
  void terminalEscapesAndMarkupStayText() throws IOException {
    Files.writeString(
        file("evil.log"),
        GOOD.replace("/" + MARK, "/\u001b]0;pwned\u0007\u001b[2J<script>alert(1)</script>\u202e"));
    assertThat(run().out())
        .doesNotContain("\u001b")
        .doesNotContain("\u0007")
        .doesNotContain("\u202e");
    Run json = Run.of("diagnose", folder.toString(), "-o", "json");
    assertThat(json.out()).doesNotContain("<script").doesNotContain("\u001b");
  }

  @Test
  void linksOutOfTheFolder() throws IOException {
    Path secret = Files.createTempFile("secret", ".log");
    Files.writeString(secret, GOOD.replace(MARK, "secret-mark"));
    Files.createSymbolicLink(file("link.log"), secret);
    Files.createSymbolicLink(file("loop"), folder);
    assertThat(run().out()).doesNotContain("secret-mark");
    Files.delete(secret);
  }

  @Test
  void anUnreadableFile() throws IOException {
    Path closed = file("closed.log");
    Files.writeString(closed, GOOD);
    boolean denied = closed.toFile().setReadable(false) && !Files.isReadable(closed);
    org.junit.jupiter.api.Assumptions.assumeTrue(
        denied, "SKIPPED: this user (root) can read every file, so none is unreadable");
    assertThat(run().out()).contains("closed.log");
  }

  @Test
  void clocksThatDisagree() throws IOException {
    Files.writeString(
        file("other.log"), GOOD.replace("2025-03-04T05:06:07", "2025-03-04T11:06:07"));
    run();
  }
}
