package dev.whichhop.app.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.app.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code whichhop redact} as a user calls it. */
final class RedactCommandTest {
  @TempDir private Path folder;
  private Path bundle;
  private Path copy;

  @BeforeEach
  void bundle() throws IOException {
    bundle = Files.createDirectories(folder.resolve("incident/logs"));
    copy = folder.resolve("copy");
    Files.writeString(bundle.resolve("app.log"), "2026-03-04 INFO token=Kanarie1234567 sent\n");
    Files.writeString(bundle.resolve("token=Kanarie1234567.txt"), "password: Kanarie1234567\n");
    Files.write(
        bundle.resolve("wide.txt"), "cookie: a=Kanarie1234567\n".getBytes(StandardCharsets.UTF_16));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(bundle.resolve("old.log.gz")))) {
      out.write("Authorization: Bearer Kanarie1234567\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  private Run redact(String... more) {
    String[] arguments = new String[more.length + 4];
    arguments[0] = "redact";
    arguments[1] = folder.resolve("incident").toString();
    arguments[2] = "-o";
    arguments[3] = copy.toString();
    System.arraycopy(more, 0, arguments, 4, more.length);
    return Run.of(arguments);
  }

  @Test
  void theCopyHoldsNoSecretAndTheBundleStaysAsItIs() throws IOException {
    Run run = redact();
    assertThat(run.status()).isZero();
    assertThat(Files.readString(copy.resolve("logs/app.log")))
        .isEqualTo("2026-03-04 INFO token=REDACTED sent\n");
    assertThat(Files.readString(copy.resolve("logs/old.log")))
        .isEqualTo("Authorization: REDACTED\n");
    assertThat(Files.readString(copy.resolve("logs/wide.txt"))).isEqualTo("cookie: REDACTED\n");
    assertThat(everything()).doesNotContain("Kanarie");
    assertThat(run.out()).doesNotContain("Kanarie").contains("1 cookies", "1 passwords");
    assertThat(Files.readString(bundle.resolve("app.log"))).contains("Kanarie1234567");
  }

  /** Names and texts of all files of the copy. */
  private String everything() throws IOException {
    StringBuilder all = new StringBuilder();
    try (var files = Files.walk(copy)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(file.getFileName()).append('\n').append(Files.readString(file)).append('\n');
      }
    }
    return all.toString();
  }

  @Test
  void anArchiveIsReadAndWritten() throws IOException {
    copy = folder.resolve("first.tgz");
    Run first = redact();
    assertThat(first.status()).as(first.err()).isZero();
    Run again =
        Run.of(
            "redact", copy.toString(), "-o", folder.resolve("second").toString(), "--lang", "zh");
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(again.out()).contains("没有发现机密内容");
    assertThat(folder.resolve("second/logs/app.log")).exists();
    assertThat(folder.resolve("second/redaction-2.json")).exists();
  }

  @Test
  void theReportIsNotCalledUnread() {
    redact();
    String json = Run.of("diagnose", copy.toString(), "-o", "json").out();
    assertThat(json).contains("\"whichhop-redaction\"");
  }

  @Test
  void whatIsNoTextIsLeftOutAndNamed() throws IOException {
    Files.write(
        bundle.resolve("trace.pcap"),
        new byte[] {(byte) 0xd4, (byte) 0xc3, (byte) 0xb2, (byte) 0xa1, 0, 0});
    Run run = redact();
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out()).contains("not in the copy: logs/trace.pcap");
    assertThat(copy.resolve("logs/trace.pcap")).doesNotExist();
  }

  @Test
  void whatIsThereIsNotWrittenOver() throws IOException {
    Files.createDirectories(copy);
    assertThat(redact().status()).isEqualTo(2);
    assertThat(Run.of("redact", folder.resolve("none").toString(), "-o", "x").status())
        .isEqualTo(4);
  }

  private static final String LINE =
      "2026-03-04 WARN app: name=carton namespace=marketplace upstream 10.1.2.3:8080 reset";

  @Test
  void otherNamesAreTurnedBackWithTheKey() throws IOException {
    Files.writeString(bundle.resolve("carton-7d9f8c6b5-x2kqp.log"), LINE + "\n");
    Run run = redact("--pseudonymise");
    assertThat(run.status()).isZero();
    Path key = folder.resolve("copy.key");
    assertThat(run.out()).contains("" + key);
    assertThat(everything()).doesNotContain("carton", "marketplace", "10.1.2.3");
    if (key.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
          .isEqualTo("rw-------");
    }
    Path log;
    try (var logs = Files.list(copy.resolve("logs"))) {
      log =
          logs.filter(one -> one.toString().contains("-7d9f8c6b5-x2kqp")).findFirst().orElseThrow();
    }
    assertThat(Files.readString(log)).contains("WARN app: name=").contains(":8080 reset");
    assertThat(Run.of("redact", "--reveal", key.toString(), log.toString()).out())
        .isEqualTo(LINE + "\n");
  }

  @Test
  void aKeyThatExistsIsUsedAgain() throws IOException {
    Files.writeString(bundle.resolve("carton.log"), LINE + "\n");
    Path key = folder.resolve("team.key");
    redact("--pseudonymise", "--key", key.toString());
    String first = everything();
    copy = folder.resolve("again");
    redact("--pseudonymise", "--key", key.toString());
    assertThat(everything()).isEqualTo(first);
  }

  /** Of this run, which is written before the folder is read, and of older ones. */
  @Test
  void noKeyGoesIntoABundle() throws IOException {
    Files.writeString(bundle.resolve("carton.log"), LINE + "\n");
    Path key = bundle.resolve("team.key");
    redact("--pseudonymise", "--key", key.toString());
    assertThat(key).exists();
    assertThat(everything()).doesNotContain("whichhop pseudonyms", "team");
    copy = folder.resolve("again");
    Run run = redact();
    assertThat(everything()).doesNotContain("whichhop pseudonyms").contains("marketplace");
    assertThat(run.out()).contains("not in the copy: logs/team.key");
  }

  @Test
  void aKeyInsideTheBundleIsRefusedAndNothingIsLeft() {
    Run run = redact("--pseudonymise", "--key", copy.resolve("k").toString());
    assertThat(run.status()).isEqualTo(4);
    assertThat(run.err()).contains("--key", "outside");
    assertThat(copy).doesNotExist();
  }

  /** Two archives with members of one name, two names that differ only in a secret, a long name. */
  @Test
  void filesOfOneNameAreAllThere() throws IOException {
    for (String node : new String[] {"node1", "node2"}) {
      try (OutputStream out = Files.newOutputStream(bundle.resolve(node + ".zip"));
          ZipOutputStream zip = new ZipOutputStream(out)) {
        zip.putNextEntry(new ZipEntry("logs/a.log"));
        zip.write((node + " is up\n").getBytes(StandardCharsets.UTF_8));
        zip.putNextEntry(new ZipEntry("x".repeat(300) + ".log"));
        zip.write("too long\n".getBytes(StandardCharsets.UTF_8));
        zip.putNextEntry(new ZipEntry("z.log"));
        zip.write((node + " last\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    Files.writeString(bundle.resolve("token=Kanarie7654321.txt"), "the other one\n");
    Run run = redact();
    assertThat(run.status()).as(run.err()).isEqualTo(3);
    assertThat(everything())
        .contains("node1 is up", "node2 is up", "node1 last", "node2 last", "the other one")
        .contains("password: REDACTED");
    assertThat(run.out()).contains("not in the copy: logs/node1.zip!/xxx");
  }

  @Test
  void aFileThatIsNoKeyIsNamed() {
    Path wrong = bundle.resolve("app.log");
    Run run = Run.of("redact", "--reveal", wrong.toString(), wrong.toString());
    assertThat(run.status()).isEqualTo(4);
    assertThat(run.err()).contains("app.log", "line 1: expected");
  }
}
