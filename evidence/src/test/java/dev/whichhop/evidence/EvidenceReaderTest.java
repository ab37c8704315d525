package dev.whichhop.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whichhop.evidence.source.Source;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.InputFile;
import dev.whichhop.model.evidence.Note;
import dev.whichhop.model.evidence.SignalPattern;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvidenceReaderTest {
  /** Istio's default format; the example of istio.io, "Envoy Access Logs". */
  private static final String ACCESS_LINE =
      "[2020-11-25T21:26:18.409Z] \"GET /status/418 HTTP/1.1\" 418 - via_upstream - \"-\" 0 135 3 1"
          + " \"-\" \"curl/7.73.0-DEV\" \"84961386-6d84-929d-98bd-c5aee93b5c88\" \"httpbin:8000\""
          + " \"127.0.0.1:80\" inbound|8000|| 127.0.0.1:41854 10.44.1.27:80 10.44.1.23:37652"
          + " outbound_.8000_._.httpbin.foo.svc.cluster.local default\n";

  @TempDir private Path folder;

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static Bundle read(Path... paths) throws IOException {
    return read(InputStream.nullInputStream(), paths);
  }

  private static Bundle read(InputStream standardInput, Path... paths) throws IOException {
    List<SignalPattern> signals =
        List.of(new SignalPattern("mark", List.of("mark-7f3a"), List.of(), List.of()));
    try (EvidenceReader reader = new EvidenceReader(signals)) {
      return reader.read(List.of(paths), standardInput, Progress.SILENT);
    }
  }

  private static InputFile input(Bundle bundle, String file) {
    return bundle.inputs().stream()
        .filter(one -> one.file().equals(file))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void readsALogFromFolderFileAndStandardInput() throws IOException {
    write("gateway.log", ACCESS_LINE);
    Path file = folder.resolve("gateway.log");
    byte[] bytes = ACCESS_LINE.getBytes(StandardCharsets.UTF_8);
    for (Bundle bundle :
        List.of(read(folder), read(file), read(new ByteArrayInputStream(bytes), Path.of("-")))) {
      assertThat(bundle.observations()).hasSize(1);
      assertThat(bundle.observations().getFirst().status()).isEqualTo(418);
      assertThat(bundle.inputs()).hasSize(1).allMatch(InputFile::read);
    }
  }

  @Test
  void aPathThatDoesNotExistIsAnErrorOfItsOwn() {
    Path missing = folder.resolve("no-such-folder");
    assertThatThrownBy(() -> read(folder, missing))
        .isInstanceOf(EvidenceNotFound.class)
        .hasMessageContaining("no-such-folder");
  }

  @Test
  void theSamePathGivenTwiceIsReadOnce() throws IOException {
    write("gateway.log", ACCESS_LINE);
    Bundle bundle = read(folder.resolve("gateway.log"), folder.resolve("./gateway.log"));
    assertThat(bundle.observations()).hasSize(1);
  }

  @Test
  void severalFoldersKeepTheirFilesApart() throws IOException {
    for (String side : List.of("before", "after")) {
      Files.createDirectory(folder.resolve(side));
      write(side + "/gateway.log", ACCESS_LINE);
    }
    Bundle bundle = read(folder.resolve("before"), folder.resolve("after"));
    assertThat(bundle.inputs())
        .extracting(InputFile::file)
        .satisfiesExactly(
            one -> assertThat(one).endsWith("before/gateway.log"),
            two -> assertThat(two).endsWith("after/gateway.log"));
  }

  @Test
  void everyLineIsSearchedForSignalsWhateverItsFile() throws IOException {
    write("note.txt", "We saw a mark-7f3a in the console and nothing else.\n");
    write("pod.yaml", "apiVersion: v1\nkind: Pod\nstatus:\n  message: mark-7f3a\n");
    write("odd.xyz", "%%\n@@;; mark-7f3a @@\n%%\n");
    write("app.log", "2025-03-04T05:06:07Z INFO started\n2025-03-04T05:06:08Z ERROR mark-7f3a\n");
    assertThat(read(folder).signal("mark").hits())
        .extracting(hit -> hit.evidence().place().toString())
        .containsExactlyInAnyOrder("note.txt:1", "pod.yaml:4", "odd.xyz:2", "app.log:2");
  }

  @Test
  void whatIsNotReadIsNamedWithTheReason() throws IOException {
    write("note.txt", "The gateway returned errors since this morning.\n昨天下午开始报错\n");
    write("odd.xyz", "%%\n@@;;@@\n%%\n");
    write("empty.log", "");
    Files.write(folder.resolve("core.bin"), new byte[] {0, 1, 2, 0, 0, 3, 4, 127, 0, 0, 9});
    write("pods.json", "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"items\":[{\"ki");
    Bundle bundle = read(folder);
    assertThat(bundle.inputs()).hasSize(5).noneMatch(InputFile::read);
    assertThat(input(bundle, "note.txt").format()).isEqualTo("note");
    assertThat(bundle.notes()).filteredOn(Note::prose).hasSize(1);
    assertThat(input(bundle, "odd.xyz").problem()).contains("unknown format");
    assertThat(input(bundle, "empty.log").format()).isEqualTo("empty");
    assertThat(input(bundle, "core.bin").problem()).contains("binary");
    assertThat(input(bundle, "pods.json").problem()).contains("line 1: JSON is broken here");
  }

  @Test
  void partsOfASessionHaveTheirFormatsJoined() throws IOException {
    write(
        "session.txt",
        "This is what the gateway pod and the client say.\n$ kubectl logs api\n" + ACCESS_LINE);
    InputFile input = input(read(folder), "session.txt");
    assertThat(input.format()).isEqualTo("note+log");
    assertThat(input.read()).isTrue();
  }

  @Test
  void aReaderThatFailsIsAProblemOfItsFile() {
    Reader faulty =
        new Reader() {
          @Override
          public String format() {
            return "faulty";
          }

          @Override
          public int recognises(TextFile file) {
            return 100;
          }

          @Override
          public void read(TextFile file, BundleBuilder into, Problems problems) {
            throw new IllegalStateException("oh");
          }
        };
    byte[] bytes = "text".getBytes(StandardCharsets.UTF_8);
    InputReading reading = new InputReading("a.txt", new BundleBuilder());
    reading.recognise(
        new Source("a.txt", 4, () -> new ByteArrayInputStream(bytes)), List.of(faulty));
    List<String> lines = new ArrayList<>();
    reading.readDocuments((line, component, time, place, into) -> lines.add(line));
    assertThat(lines).containsExactly("text");
    assertThat(reading.result().read()).isFalse();
    assertThat(reading.result().problem()).contains("faulty").contains("a bug");
  }
}
