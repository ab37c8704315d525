package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code whichhop probe} against loopback: exit status, text, and JSON by its schema. */
final class ProbeCommandTest {
  private HttpServer server;
  private String url;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    AtomicInteger asked = new AtomicInteger();
    server.createContext(
        "/",
        exchange -> {
          boolean bad =
              exchange.getRequestURI().getPath().equals("/half")
                  && asked.getAndIncrement() % 2 == 0;
          exchange.sendResponseHeaders(bad ? 503 : 200, 2);
          exchange.getResponseBody().write("ok".getBytes(StandardCharsets.US_ASCII));
          exchange.close();
        });
    server.start();
    url = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static Run probe(String... arguments) throws IOException {
    String[] all = new String[arguments.length + 1];
    all[0] = "probe";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Run run = Run.of(all);
    if (run.out().startsWith("{")) {
      assertThat(schema().validate(run.out(), InputFormat.JSON)).as(run.out()).isEmpty();
    }
    return run;
  }

  private static Schema schema() throws IOException {
    try (InputStream text =
        ProbeCommandTest.class.getResourceAsStream("report/probe.schema.json")) {
      assertThat(text).isNotNull();
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(text.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    }
  }

  /** A port on which every connection is read and then closed without a byte. */
  private static ServerSocket emptyReplies() throws IOException {
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    Thread.startVirtualThread(() -> {
      try {
        while (true) {
          try (Socket socket = listener.accept()) {
            socket.getInputStream().read(new byte[4096]);
          }
        }
      } catch (IOException closed) {
        // The test is over.
      }
    });
    return listener;
  }

  @Test
  void oneRequest() throws IOException {
    Run run = probe(url + "/");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("http-200").contains("curl would say 0");
    assertThat(probe(url + "/", "-o", "json").out()).contains("\"code\":\"http-200\"");
    assertThat(probe(url + "/half").status()).isEqualTo(1);
  }

  @Test
  void aTraceShowsStepsHeadersAndTail() throws IOException {
    Run run = probe(url + "/", "--trace");
    assertThat(run.out())
        .contains("connect", "wait", "receive", "< HTTP/1.1 200 OK")
        .contains("the connection stood");
    assertThat(probe(url + "/", "--trace", "-o", "json").out()).contains("\"tail\":\"open\"");
    assertThat(probe(url + "/", "--trace", "--lang", "zh").out()).contains("连接在观察期内");
  }

  @Test
  void anEmptyReplyIsToldAndExplained() throws IOException {
    try (ServerSocket listener = emptyReplies()) {
      String empty = "http://127.0.0.1:" + listener.getLocalPort() + "/";
      Run run = probe(empty);
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.out()).contains("empty-reply").contains("curl would say 52").contains("FIN");
      assertThat(probe(empty, "-n", "5", "-o", "json").out())
          .contains("\"failed\":5")
          .contains("\"failure\":\"EMPTY_REPLY\"");
      assertThat(probe(empty, "-n", "5", "--fail-if", "empty-reply>50%").status()).isEqualTo(1);
      assertThat(probe(empty, "-n", "5", "--fail-if", "reset>0").status()).isZero();
    }
  }

  @Test
  void aLoadCountsByEnding() throws IOException {
    Run run = probe(url + "/half", "-n", "100", "--concurrency", "2");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("100 requests").contains("http-503").contains("http-200");
    Run json = probe(url + "/half", "--rate", "50", "-n", "20", "-o", "json");
    assertThat(json.out()).contains("\"requests\":20").contains("\"failed\":10");
  }

  @Test
  void aSmallSampleSaysThatItCannotTell() throws IOException {
    Run run = probe(url + "/half", "-n", "10", "--fail-if", "5xx>40%");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("EXCEEDED: 5xx>40%").contains("cannot tell");
  }

  @Test
  void theFailingLegIsEnclosed() throws IOException {
    try (ServerSocket listener = emptyReplies()) {
      String outside = "http://127.0.0.1:" + listener.getLocalPort() + "/";
      Run run = probe("--hops", outside, url + "/");
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.out()).contains("The fault lies between 1 and 2");
      assertThat(probe("--hops", outside, url + "/", "-o", "json").out())
          .contains("\"leg\":\"between\"");
      assertThat(probe("--hops", url + "/", url + "/b").status()).isZero();
    }
  }

  @Test
  void anIdleTimeoutThatIsNotReached() throws IOException {
    Run run = probe(url + "/", "--find-idle-timeout", "--longest", "300ms", "-o", "json");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("\"found\":\"none\"");
  }

  @Test
  void twoResultsAreCompared(@TempDir Path folder) throws IOException {
    Path good = folder.resolve("good.json");
    Path bad = folder.resolve("bad.json");
    Files.writeString(good, probe(url + "/", "-n", "100", "-o", "json").out());
    Files.writeString(bad, probe(url + "/half", "-n", "100", "-o", "json").out());
    Run worse = probe("--before", good.toString(), "--after", bad.toString());
    assertThat(worse.status()).isEqualTo(1);
    assertThat(worse.out()).contains("503: more often in B").contains("50 of 100");
    assertThat(probe("--before", bad.toString(), "--after", good.toString()).status()).isZero();
    Run same = probe("--before", good.toString(), "--after", good.toString(), "-o", "json");
    assertThat(same.status()).isEqualTo(3);
    assertThat(same.out()).contains("CANNOT_TELL");
    assertThat(probe("--before", good.toString()).status()).isEqualTo(2);
    assertThat(probe("--before", good.toString(), "--after", "no-such-file").status()).isEqualTo(4);
  }

  @Test
  void wrongUsageIsSaid() throws IOException {
    assertThat(probe().status()).isEqualTo(2);
    assertThat(probe("ftp://x/").err()).contains("http:// or https://");
    assertThat(probe("http://x:99999/").err()).contains("port from 1 to 65535");
    assertThat(probe("http://fe80::1/").err()).contains("brackets");
    assertThat(probe(url, "--rate", "1000").err()).contains("--yes");
    assertThat(probe(url, "--duration", "2h").err()).contains("--yes");
    assertThat(probe(url, "--fail-if", "nonsense>1").err()).contains("nonsense");
    assertThat(probe(url, "--timeout", "soon").err()).contains("--timeout");
    assertThat(probe(url, "-H", "no colon").err()).contains("Name: value");
    assertThat(probe(url, "--cacert", "no-such-file").err()).contains("no-such-file");
    assertThat(probe(url, url).err()).contains("--hops");
  }

  @Test
  void nothingListensAndNoName() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = closed.getLocalPort();
    }
    Run refused = probe("http://127.0.0.1:" + port + "/");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.out()).contains("refused").contains("curl would say 7");
    assertThat(probe("http://no-such-name.invalid/", "--trace").out())
        .contains("name-not-resolved");
  }
}
