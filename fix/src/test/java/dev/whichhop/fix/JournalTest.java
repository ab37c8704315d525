package dev.whichhop.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines are whole or not there, and a folder has one writer. */
final class JournalTest {
  private static final String FIX = "20240611-131005";
  private static final Event BEGUN =
      new Event.Begun(
          Event.VERSION,
          FIX,
          "2024-06-11T13:10:05Z",
          "https://example.test",
          List.of(
              new Event.Target(
                  1,
                  "wait-before-stop",
                  new ObjectAddress(ChangeableKind.DEPLOYMENT, "v1", "shop", "cart"))));
  private static final Event UNDONE =
      new Event.Undone(
          1, "2024-06-11T13:11:05Z", List.of(new Left("spec.replicas", List.of("hpa"), false)));

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve(FIX + ".jsonl");
  }

  private void write(Event... events) throws IOException {
    try (Journal journal = Journal.open(folder, Checkpoint.NONE)) {
      for (Event event : events) {
        journal.write(FIX, event);
      }
    }
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    write(BEGUN, UNDONE);
    assertThat(Journal.read(folder, FIX)).containsExactly(BEGUN, UNDONE);
    assertThat(Journal.fixes(folder)).containsExactly(FIX);
  }

  /** A write may end after any of its bytes. */
  @Test
  void anUnfinishedLineIsNone() throws IOException {
    write(BEGUN);
    int first = (int) Files.size(file());
    write(UNDONE);
    byte[] whole = Files.readAllBytes(file());
    for (int end = first; end < whole.length; end++) {
      Files.write(file(), Arrays.copyOf(whole, end));
      assertThat(Journal.read(folder, FIX)).as("%d bytes", end).containsExactly(BEGUN);
      write(UNDONE);
      assertThat(Files.readAllBytes(file())).as("%d bytes", end).isEqualTo(whole);
    }
    for (int end = 0; end < first; end++) {
      Files.write(file(), Arrays.copyOf(whole, end));
      assertThat(FixRecord.read(folder, FIX)).as("%d bytes", end).isEmpty();
    }
  }

  @Test
  void aDamagedLineIsNamed() throws IOException {
    write(BEGUN);
    Files.writeString(file(), Files.readString(file()) + "{\"event\":\"Undone\",\"change\":\n");
    assertThatThrownBy(() -> Journal.read(folder, FIX))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(FIX + ".jsonl:2");
  }

  @Test
  void aLaterFormatIsRefused() throws IOException {
    write(BEGUN);
    String later = Files.readString(file()).replace("\"version\":1", "\"version\":2");
    Files.writeString(file(), later);
    assertThatThrownBy(() -> Journal.read(folder, FIX)).hasMessageContaining("later version");
  }

  @Test
  void aNameThatIsNoFixReachesNoFile() {
    assertThatThrownBy(() -> Journal.read(folder, "../" + FIX)).hasMessageContaining("no fix");
  }

  @Test
  void aSecondWriterIsRefused() throws IOException {
    try (Journal _ = Journal.open(folder, Checkpoint.NONE)) {
      assertThatThrownBy(() -> Journal.open(folder, Checkpoint.NONE))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("at work");
    }
  }
}
