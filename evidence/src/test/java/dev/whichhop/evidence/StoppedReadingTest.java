package dev.whichhop.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.model.evidence.Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading that is given up keeps what was read and names what was not. */
final class StoppedReadingTest {

  @Test
  void filesNotBegunAreNamed(@TempDir Path folder) throws IOException {
    for (String name : List.of("a.yaml", "b.yaml", "c.yaml")) {
      Files.writeString(
          folder.resolve(name),
          "apiVersion: v1\nkind: Service\nmetadata:\n  name: " + name.charAt(0) + "\n");
    }
    Progress afterFirst =
        new Progress() {
          private int begun;

          @Override
          public void reading(String file) {
            begun++;
          }

          @Override
          public boolean stopped() {
            return begun > 1;
          }
        };
    try (EvidenceReader reader = new EvidenceReader(List.of())) {
      Bundle bundle = reader.read(List.of(folder), InputStream.nullInputStream(), afterFirst);
      assertThat(bundle.objects()).extracting(one -> one.name()).containsExactly("a");
      assertThat(reader.cutShort()).containsExactly("b.yaml", "c.yaml");
      assertThat(bundle.inputs()).extracting(one -> one.read()).containsExactly(true, false, false);
    }
  }

  @Test
  void nothingIsCutShortOtherwise(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("a.txt"), "hello\n");
    try (EvidenceReader reader = new EvidenceReader(List.of())) {
      reader.read(List.of(folder), InputStream.nullInputStream(), Progress.SILENT);
      assertThat(reader.cutShort()).isEmpty();
    }
  }
}
