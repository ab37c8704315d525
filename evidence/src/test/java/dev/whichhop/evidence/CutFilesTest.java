package dev.whichhop.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Coverage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a packed file lost at its end is not absent from it. */
final class CutFilesTest {
  @TempDir private Path folder;

  private Bundle readHalf(String name, String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    Files.write(folder.resolve(name), Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
    try (EvidenceReader reader = new EvidenceReader(List.of())) {
      return reader.read(List.of(folder), InputStream.nullInputStream(), Progress.SILENT);
    }
  }

  /** Cut anywhere it is valid still: YAML in blocks has no end. */
  private static String services() {
    Random random = new Random(1);
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      yaml.append("---\napiVersion: v1\nkind: Service\nmetadata:\n  name: s")
          .append(random.nextLong() & Long.MAX_VALUE)
          .append("\n");
    }
    return yaml.toString();
  }

  @Test
  void ofAYamlThatEndsEarlyNothingIsAbsent() throws IOException {
    Bundle bundle = readHalf("services.yaml.gz", services());

    assertThat(bundle.objects("Service")).hasSizeBetween(10, 190);
    assertThat(bundle.coverage()).filteredOn(Coverage::isCutDocument).hasSize(1);
    assertThat(bundle.inputs().getFirst().problem()).contains("read only in part");
  }

  @Test
  void aLogTellsByItsTimesHowFarItWent() throws IOException {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      log.append(
          "2026-11-20T10:00:%02d.%03dZ INFO order %d taken%n"
              .formatted(i / 60 % 60, i % 1_000, i * 7_919));
    }
    Bundle bundle = readHalf("app.log.gz", log.toString());

    assertThat(bundle.logs()).isNotEmpty();
    assertThat(bundle.inputs().getFirst().problem()).contains("read only in part");
    assertThat(bundle.coverage()).noneMatch(Coverage::isCutDocument);
  }
}
