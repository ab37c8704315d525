package dev.whichhop.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.whichhop.app.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code whichhop watch}, against a real API server where one is needed. */
final class WatchCommandTest {
  @TempDir private Path folder;

  private Path kubeconfig(String server) throws IOException {
    Path file = folder.resolve("kubeconfig");
    Files.writeString(
        file,
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "%s"}}]
        contexts: [{name: c, context: {cluster: c, user: u}}]
        users: [{name: u, user: {token: t}}]
        current-context: c
        """
            .formatted(server));
    return file;
  }

  @Test
  void anEmptyClusterIsNoHealthyOne() {
    Run run = Run.of("watch", "--looks", "1", "--kubeconfig", TestCluster.kubeconfig().toString());
    assertThat(run.status()).as(run.err()).isEqualTo(3);
    assertThat(run.out().lines())
        .singleElement()
        .asString()
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ  BLIND  nothing was seen .*");
  }

  @Test
  void aServerThatIsNotThereIsBlindAndTold() throws IOException {
    List<String> received = new CopyOnWriteArrayList<>();
    HttpServer hook =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hook.createContext(
        "/",
        exchange -> {
          try (exchange) {
            received.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
          }
        });
    hook.start();
    try {
      // Nobody listens on port 1.
      Run run =
          Run.of(
              "watch",
              "--looks=1",
              "-o=json",
              "--notify=http://127.0.0.1:" + hook.getAddress().getPort() + "/",
              "--kubeconfig=" + kubeconfig("http://127.0.0.1:1"));
      assertThat(run.status()).isEqualTo(4);
      assertThat(run.out())
          .contains("\"kind\":\"Change\"")
          .contains("\"state\":\"blind\"")
          .contains("127.0.0.1:1");
      assertThat(received).containsExactly(run.out().strip());
    } finally {
      hook.stop(0);
    }
  }

  @Test
  void wrongOptionsAreWrongUsage() throws IOException {
    String kubeconfig = "--kubeconfig=" + kubeconfig("http://127.0.0.1:1");
    for (String wrong :
        List.of(
            "--every=1s",
            "--window=2h",
            "--looks=0",
            "--metrics=70000",
            "--metrics=:80",
            "--notify=ftp://example.com/x",
            "--since=5m",
            "-o=html")) {
      assertThat(Run.of("watch", "--looks=1", kubeconfig, wrong).status()).as(wrong).isEqualTo(2);
    }
  }

  @Test
  void aFileOfSuppressionsThatCannotBeReadIsAMistakeOfTheCaller() throws IOException {
    Path file = folder.resolve("suppress.yaml");
    Files.writeString(file, "- cause: nlb-idle-timeout\n");
    Run run =
        Run.of(
            "watch",
            "--looks=1",
            "--suppress=" + file,
            "--kubeconfig=" + kubeconfig("http://127.0.0.1:1"));
    assertThat(run.status()).isEqualTo(4);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("suppress.yaml");
  }

  @Test
  void withoutAKubeconfigOneLineSaysSo() {
    Run run = Run.of("watch", "--kubeconfig=" + folder.resolve("none"));
    assertThat(run.status()).isEqualTo(4);
    assertThat(run.err().lines()).singleElement().asString().contains("kubeconfig");
  }
}
