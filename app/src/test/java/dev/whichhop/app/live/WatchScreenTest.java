package dev.whichhop.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The full screen in a real terminal: tmux types, and reads what is shown. */
final class WatchScreenTest {
  private static final Path TMUX = Path.of("/usr/bin/tmux");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private String tmux(String... arguments) throws IOException, InterruptedException {
    // A server of its own: nobody's sessions are touched.
    List<String> all = new java.util.ArrayList<>(List.of("-S", "" + folder.resolve("socket")));
    all.addAll(List.of(arguments));
    all.addFirst(TMUX.toString());
    Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  @AfterEach
  void end() throws IOException, InterruptedException {
    if (Files.isExecutable(TMUX)) {
      tmux("kill-server");
    }
  }

  private String shown(Predicate<String> awaited) throws IOException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    String screen = "";
    while (System.nanoTime() < until) {
      screen = tmux("capture-pane", "-p");
      if (awaited.test(screen)) {
        return screen;
      }
      Thread.sleep(100);
    }
    return screen;
  }

  @Test
  void theScreenIsShownAndGivesTheTerminalBack() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(TMUX), "tmux is not there: apt-get install tmux");
    Path kubeconfig = folder.resolve("kubeconfig");
    Files.writeString(
        kubeconfig,
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "http://127.0.0.1:1"}}]
        contexts: [{name: c, context: {cluster: c, user: u}}]
        users: [{name: u, user: {token: t}}]
        current-context: c
        """);
    String program =
        ProcessHandle.current().info().command().orElse("java")
            + " -XX:TieredStopAtLevel=1 -cp '"
            + System.getProperty("java.class.path")
            + "' dev.whichhop.app.Main watch --screen --every 5s --kubeconfig "
            + kubeconfig;
    Path script = folder.resolve("run.sh");
    Files.writeString(script, "echo before\n" + program + "\necho after\nsleep 60\n");
    tmux("-f", "/dev/null", "new-session", "-d", "-x", "60", "-y", "12", "sh " + script);

    String screen = shown(text -> text.contains("BLIND"));
    assertThat(screen)
        .contains("whichhop watch")
        .contains("cannot look: ")
        .doesNotContain("before");
    assertThat(screen.lines()).allMatch(line -> line.length() <= 60).hasSizeLessThanOrEqualTo(12);

    tmux("send-keys", "C-c");
    assertThat(shown(text -> text.contains("before"))).contains("before");
  }
}
