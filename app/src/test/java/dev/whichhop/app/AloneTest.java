package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code whichhop} without a word: asks the cluster that kubectl would ask. */
final class AloneTest {
  @TempDir private Path home;

  private record Ended(int status, String err) {}

  private Ended alone() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.whichhop.app.Main");
    builder.environment().remove("KUBECONFIG");
    builder.environment().remove("KUBERNETES_SERVICE_HOST");
    builder.environment().put("HOME", home.toString());
    Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().close();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), err);
  }

  @Test
  void withoutAClusterItSaysWhatIsMissing() throws IOException, InterruptedException {
    Ended ended = alone();
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains("Missing: the files or folders", "no kubeconfig");
  }

  @Test
  void withAKubeconfigItLooks() throws IOException, InterruptedException {
    Files.createDirectories(home.resolve(".kube"));
    Files.writeString(
        home.resolve(".kube/config"),
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "http://127.0.0.1:1"}}]
        contexts: [{name: c, context: {cluster: c, user: u}}]
        users: [{name: u, user: {token: t}}]
        current-context: c
        """);
    Ended ended = alone();
    assertThat(ended.status()).isEqualTo(4);
    assertThat(ended.err()).contains("127.0.0.1:1");
  }
}
