package dev.whichhop.evidence.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceWalkerTest {
  @TempDir private Path folder;

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void filesOfAFolderInOrderOfTheirNames() throws IOException {
    write("logs/b.log", "b");
    write("logs-old.txt", "old");
    write("a.txt", "a");
    write("网关/说明.txt", "c");
    Walked walked = Walked.of(folder);
    assertThat(walked.texts().keySet())
        .containsExactly("a.txt", "logs-old.txt", "logs/b.log", "网关/说明.txt");
    assertThat(walked.unread()).isEmpty();
  }

  @Test
  void aSingleFileHasItsOwnName() throws IOException {
    write("gateway.log", "text");
    assertThat(Walked.of(folder.resolve("gateway.log")).texts())
        .containsExactly(java.util.Map.entry("gateway.log", "text"));
  }

  @Test
  void anEmptyFolderIsNamed() throws IOException {
    assertThat(Walked.of(folder).unread()).containsValue("an empty folder");
  }

  @Test
  void linksAreNotFollowedAndNeverLoop() throws IOException {
    Path outside = Files.createTempFile("outside", ".log");
    Files.writeString(outside, "secret");
    write("real.log", "real");
    Files.createSymbolicLink(folder.resolve("out.log"), outside);
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    Files.createSymbolicLink(folder.resolve("same.log"), folder.resolve("real.log"));
    Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nothing"));
    Walked walked = Walked.of(folder);
    assertThat(walked.texts()).containsOnlyKeys("real.log");
    assertThat(walked.unread()).containsOnlyKeys("out.log", "dangling");
    assertThat(walked.unread().get("out.log")).contains("out of the folder");
    Files.delete(outside);
  }

  @Test
  void aPathThatIsALinkItselfIsFollowed() throws IOException {
    write("evidence/a.log", "a");
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, folder.resolve("evidence"));
    assertThat(Walked.of(link).texts()).containsOnlyKeys("a.log");
  }

  @Test
  void anUnreadableFileIsNamed() throws IOException {
    write("closed.log", "text");
    Path file = folder.resolve("closed.log");
    Assumptions.assumeTrue(
        file.toFile().setReadable(false) && !Files.isReadable(file),
        "SKIPPED: this user (root) can read every file, so none is unreadable");
    assertThat(Walked.of(folder).unread())
        .containsEntry("closed.log", "cannot be read: permission denied");
  }

  @Test
  void whatItKnowsButCannotReadIsNamedWithWhatToDo() throws IOException {
    Files.write(
        folder.resolve("a.pcap"), new byte[] {(byte) 0xd4, (byte) 0xc3, (byte) 0xb2, (byte) 0xa1});
    Files.write(folder.resolve("a.zst"), new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0});
    Walked walked = Walked.of(folder);
    assertThat(walked.texts()).isEmpty();
    assertThat(walked.unread().get("a.pcap")).contains("tcpdump -nn");
    assertThat(walked.unread().get("a.zst")).contains("zstd -d");
  }

  @Test
  void namesAreShownWithoutControlCharacters() throws IOException {
    write("a\u001b[2Jb\u202e.log", "x");
    assertThat(Walked.of(folder).texts()).containsOnlyKeys("a\ufffd[2Jb\ufffd.log");
  }

  @Test
  void standardInputMayBeTextOrEmpty() throws IOException {
    assertThat(Walked.standardInput("line\n".getBytes(StandardCharsets.UTF_8)).texts())
        .containsEntry("standard input", "line\n");
    assertThat(Walked.standardInput(new byte[0]).texts()).containsEntry("standard input", "");
  }
}
