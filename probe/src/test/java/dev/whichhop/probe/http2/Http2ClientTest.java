package dev.whichhop.probe.http2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.whichhop.probe.fault.Certificates;
import dev.whichhop.probe.fault.Curl;
import dev.whichhop.probe.fault.Fault;
import dev.whichhop.probe.fault.FaultServer;
import dev.whichhop.probe.fault.Http2Fault;
import dev.whichhop.probe.fault.TlsFault;
import dev.whichhop.probe.wire.Attempt;
import dev.whichhop.probe.wire.CurlExit;
import dev.whichhop.probe.wire.HttpRequest;
import dev.whichhop.probe.wire.Target;
import dev.whichhop.probe.wire.Timeouts;
import dev.whichhop.probe.wire.Trust;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The endings that only HTTP/2 has, against frames written by hand, and those of the wire. */
final class Http2ClientTest {
  private static final Timeouts TIMEOUTS =
      new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(3));

  private static Attempt once(String url, Trust trust) throws Exception {
    Target target = Target.parse(url);
    return new Http2Client(target, target.host(), target.port(), trust, TIMEOUTS, System::nanoTime)
        .exchange(HttpRequest.get(target, true));
  }

  @ParameterizedTest
  @EnumSource
  void inClearText(Http2Fault fault) throws Exception {
    String expected =
        switch (fault) {
          case ANSWERS -> "http-200";
          case RESETS_STREAM -> "h2-stream-reset-internal-error";
          case GOES_AWAY -> "h2-goaway-enhance-your-calm";
          case GOES_AWAY_TOO_EARLY -> "h2-goaway-no-error-promised";
          case CUTS_BODY -> "closed-in-body";
          case FIN_BEFORE_ANSWER -> "empty-reply";
          case RST_BEFORE_ANSWER -> "reset-before-answer";
          case NO_ANSWER -> "timeout-before-answer";
          case GRPC_UNAVAILABLE -> "grpc-14";
          case ANSWERS_WITH_12_KB_OF_HEADERS -> "http-200";
          case HEADERS_OF_320_KB, HEADERS_OF_4_MB -> "headers-too-large";
          case LENGTH_TOO_SMALL -> "bad-framing-in-body";
          case GOES_AWAY_TOO_EARLY_WITH_RST -> "h2-goaway-no-error-promised";
        };
    try (FaultServer server = FaultServer.http2(fault)) {
      String url = "http://127.0.0.1:" + server.port() + "/";
      assertThat(once(url, Trust.everybody()).code()).isEqualTo(expected);
    }
  }

  /** The real curl beside it. */
  @ParameterizedTest
  @EnumSource
  void asCurlSays(Http2Fault fault) throws Exception {
    assumeFalse(Curl.version().isEmpty(), "SKIPPED: no curl on this machine to compare with");
    try (FaultServer server = FaultServer.http2(fault)) {
      String url = "http://127.0.0.1:" + server.port() + "/";
      Attempt ours = once(url, Trust.everybody());
      int curl = Curl.exitOverHttp2(url);
      if (fault == Http2Fault.RST_BEFORE_ANSWER && curl == 55) {
        // curl was about to acknowledge the settings: the reset then shows to its send.
        curl = 56;
      }
      assertThat(CurlExit.of(ours)).as(ours.code()).isEqualTo(curl);
    }
  }

  @Test
  void aServerOfHttp1IsToldAsSuch() throws Exception {
    try (FaultServer server = FaultServer.plain(Fault.HONEST_503)) {
      String url = "http://127.0.0.1:" + server.port() + "/";
      assertThat(once(url, Trust.everybody()).code()).isEqualTo("not-http2");
    }
  }

  @Test
  void aServerThatDoesNotChooseItIsToldAsSuch(@TempDir Path folder) throws Exception {
    Certificates certificates = new Certificates(folder);
    Trust trust = Trust.ofFile(certificates.authority());
    try (FaultServer server = FaultServer.tls(Fault.ANSWERS, certificates.good());
        FaultServer expired = FaultServer.tls(Fault.ANSWERS, certificates.expired())) {
      assertThat(once("https://localhost:" + server.port() + "/", trust).code())
          .isEqualTo("not-http2");
      assertThat(once("https://localhost:" + expired.port() + "/", trust).code())
          .isEqualTo("certificate-expired");
    }
  }

  @ParameterizedTest
  @EnumSource
  void withinTheHandshake(TlsFault fault) throws Exception {
    String expected =
        switch (fault) {
          case ALERT -> "tls-alert-handshake-failure";
          case FIN -> "closed-in-handshake";
          case RST -> "reset-in-handshake";
          case HANGS -> "timeout-in-handshake";
          case PLAIN_HTTP -> "not-tls";
        };
    try (FaultServer server = FaultServer.tls(fault)) {
      String url = "https://localhost:" + server.port() + "/";
      assertThat(once(url, Trust.everybody()).code()).isEqualTo(expected);
    }
  }

  @Test
  void pathAndHeadersGoAsUtf8() throws Exception {
    String path = "/caf\u00e9/\u65e5\u672c";
    assertThat(sentUntil(path, Target.parse("http://127.0.0.1" + path))).contains(path);
  }

  @Test
  void aServerNameWithAnUnderscoreIsSent() throws Exception {
    String name = "a_b.example";
    assertThat(sentUntil(name, Target.parse("https://" + name + "/"))).contains(name);
  }

  /** What a server gets that says its settings and ends when it has what is looked for. */
  private static String sentUntil(String wanted, Target target) throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      CompletableFuture<byte[]> seen = new CompletableFuture<>();
      Thread.startVirtualThread(() -> {
        try (Socket socket = listener.accept()) {
          if (!target.tls()) {
            socket.getOutputStream().write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
          }
          ByteArrayOutputStream all = new ByteArrayOutputStream();
          int next = socket.getInputStream().read();
          while (next >= 0 && !all.toString(StandardCharsets.UTF_8).contains(wanted)) {
            all.write(next);
            next = socket.getInputStream().read();
          }
          seen.complete(all.toByteArray());
        } catch (IOException e) {
          seen.completeExceptionally(e);
        }
      });
      new Http2Client(
              target,
              "127.0.0.1",
              listener.getLocalPort(),
              Trust.everybody(),
              TIMEOUTS,
              System::nanoTime)
          .exchange(HttpRequest.get(target, true));
      return new String(seen.get(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void noConnection() throws Exception {
    Trust trust = Trust.everybody();
    assertThat(once("http://127.0.0.1:" + FaultServer.refusedPort() + "/", trust).code())
        .isEqualTo("refused");
    assertThat(once("http://no-such-name.invalid/", trust).code()).isEqualTo("name-not-resolved");
    try (FaultServer server = FaultServer.blackhole()) {
      assertThat(once("http://127.0.0.1:" + server.port() + "/", trust).code())
          .isEqualTo("connect-timeout");
    }
  }
}
