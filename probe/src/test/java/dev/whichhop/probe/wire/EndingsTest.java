package dev.whichhop.probe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.probe.fault.Certificates;
import dev.whichhop.probe.fault.Fault;
import dev.whichhop.probe.fault.FaultServer;
import dev.whichhop.probe.fault.TlsFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every fault has the ending that its name says, and no two that differ on the wire are one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EndingsTest {
  private static final Timeouts SHORT =
      new Timeouts(Duration.ofMillis(800), Duration.ofMillis(800));

  private SSLContext good;
  private Trust trust;

  @BeforeAll
  void authority(@TempDir Path folder) throws Exception {
    Certificates certificates = new Certificates(folder);
    good = certificates.good();
    trust = Trust.ofFile(certificates.authority());
    // The first handshake of a Java runtime takes longer than these tests wait.
    try (FaultServer server = FaultServer.tls(Fault.ANSWERS, good)) {
      Timeouts patient = new Timeouts(Duration.ofSeconds(30), Duration.ofSeconds(30));
      Probing.once("https://localhost:" + server.port() + "/", trust, patient);
    }
  }

  private static String expected(Fault fault) {
    return switch (fault) {
      case ANSWERS, ANSWERS_IN_CHUNKS, ANSWERS_UNTIL_CLOSE, ANSWERS_UNTIL_BARE_FIN -> "http-200";
      case HINTS_THEN_ANSWER, LENGTH_TOO_SMALL -> "http-200";
      case FIN_ON_SECOND, RST_ON_SECOND -> "http-200";
      case SILENT_AFTER_IDLE, FIN_WHEN_IDLE, RST_WHEN_IDLE -> "http-200";
      case TIMES_OUT_WHEN_IDLE, STRAY_ANSWER_WHEN_IDLE -> "http-200";
      case HONEST_503 -> "http-503";
      case TOO_LARGE_THEN_RST -> "http-413";
      case NO_CONTENT_WITH_BODY -> "http-204";
      case FIN_BEFORE_ANSWER, GOODBYE_BEFORE_ANSWER -> "empty-reply";
      case RST_BEFORE_ANSWER, RST_UNREAD -> "reset-before-answer";
      case FIN_IN_STATUS_LINE -> "closed-in-status-line";
      case RST_IN_STATUS_LINE -> "reset-in-status-line";
      case FIN_IN_HEADERS -> "closed-in-headers";
      case RST_IN_HEADERS -> "reset-in-headers";
      case FIN_IN_BODY, FIN_IN_CHUNK, NO_LAST_CHUNK -> "closed-in-body";
      case RST_IN_BODY, RST_IN_CHUNK -> "reset-in-body";
      case BAD_CHUNK_SIZE -> "bad-framing-in-body";
      case LENGTH_NO_NUMBER -> "bad-framing-in-headers";
      case NO_ANSWER, NEVER_READS -> "timeout-before-answer";
      case ONE_BYTE_AT_A_TIME -> "timeout-in-status-line";
      case STALLS_IN_BODY, ENDLESS_BODY -> "timeout-in-body";
      case ENDLESS_HEADERS -> "headers-too-large";
      case CONTINUE_THEN_NOTHING -> "timeout-after-interim";
      case CONTINUE_THEN_FIN -> "closed-after-interim";
      case ENDLESS_INTERIM -> "timeout-after-interim";
      case GARBAGE -> "not-http-other";
      case HTTP2_SETTINGS -> "not-http-http2";
      case ALERT_IN_PLAIN -> "not-http-tls";
    };
  }

  private static Attempt once(String url, Trust trust) throws Exception {
    return Probing.once(url, trust, SHORT);
  }

  @ParameterizedTest
  @EnumSource
  void inClearText(Fault fault) throws Exception {
    try (FaultServer server = FaultServer.plain(fault)) {
      Attempt attempt = once("http://127.0.0.1:" + server.port() + "/", trust);
      assertThat(attempt.code()).isEqualTo(expected(fault));
      assertThat(server.connections()).as("connections for one request").isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void behindTls(Fault fault) throws Exception {
    try (FaultServer server = FaultServer.tls(fault, good)) {
      Attempt attempt = once("https://localhost:" + server.port() + "/", trust);
      assertThat(attempt.code()).isEqualTo(expected(fault));
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
      assertThat(once("https://localhost:" + server.port() + "/", trust).code())
          .isEqualTo(expected);
    }
  }

  @Test
  void goodbyeAndBareFinAreTold() throws Exception {
    try (FaultServer goodbye = FaultServer.tls(Fault.GOODBYE_BEFORE_ANSWER, good);
        FaultServer bare = FaultServer.tls(Fault.FIN_BEFORE_ANSWER, good)) {
      assertThat(once("https://localhost:" + goodbye.port() + "/", trust).ending())
          .isEqualTo(new Ending.Lost(Phase.WAITING, WireEnd.CLOSE_NOTIFY));
      assertThat(once("https://localhost:" + bare.port() + "/", trust).ending())
          .isEqualTo(new Ending.Lost(Phase.WAITING, WireEnd.FIN));
    }
  }

  @Test
  void noConnection() throws Exception {
    String refused = "http://127.0.0.1:" + FaultServer.refusedPort() + "/";
    assertThat(once(refused, trust).code()).isEqualTo("refused");
    assertThat(once("http://no-such-name.invalid/", trust).code()).isEqualTo("name-not-resolved");
    try (FaultServer server = FaultServer.blackhole()) {
      assertThat(once("http://127.0.0.1:" + server.port() + "/", trust).code())
          .isEqualTo("connect-timeout");
    }
  }

  @Test
  void aServerNameWithAnUnderscoreIsSent() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      CompletableFuture<byte[]> hello = new CompletableFuture<>();
      Thread.startVirtualThread(() -> {
        try (Socket socket = listener.accept()) {
          hello.complete(socket.getInputStream().readNBytes(200));
        } catch (IOException e) {
          hello.completeExceptionally(e);
        }
      });
      Target target = Target.parse("https://a_b.example/");
      new Connector(
              target,
              "127.0.0.1",
              listener.getLocalPort(),
              Trust.everybody(),
              SHORT,
              System::nanoTime)
          .open();
      assertThat(new String(hello.get(), StandardCharsets.ISO_8859_1)).contains("a_b.example");
    }
  }

  @Test
  void anAlertAndHttpOnTheWrongPort() throws Exception {
    try (FaultServer plain = FaultServer.plain(Fault.ANSWERS);
        FaultServer tls = FaultServer.tls(Fault.ANSWERS, good)) {
      assertThat(once("http://127.0.0.1:" + tls.port() + "/", trust).code())
          .isEqualTo("not-http-tls");
      // This server waits for the end of a request that never comes.
      assertThat(once("https://127.0.0.1:" + plain.port() + "/", trust).code())
          .isEqualTo("timeout-in-handshake");
    }
  }

  @Test
  void theSecondRequestOfAConnectionThatDiesIsToldApart() throws Exception {
    try (FaultServer fin = FaultServer.plain(Fault.FIN_ON_SECOND);
        FaultServer reset = FaultServer.plain(Fault.RST_ON_SECOND)) {
      assertThat(second(fin).code()).isEqualTo("empty-reply-reused");
      assertThat(second(reset).code()).isEqualTo("reset-before-answer-reused");
      assertThat(fin.connections()).as("nothing is sent again").isEqualTo(1);
    }
  }

  private Attempt second(FaultServer server) throws Exception {
    Target target = Target.parse("http://127.0.0.1:" + server.port() + "/");
    Connector connector = new Connector(target, trust, SHORT, System::nanoTime);
    try (HttpConnection connection = ((Connector.Opened.Open) connector.open()).connection()) {
      HttpRequest request = HttpRequest.get(target, true);
      Attempt first = connection.exchange(request);
      assertThat(first.reusable()).isTrue();
      return connection.exchange(request);
    }
  }

  @Test
  void anIdleConnectionIsSeenToEnd() throws Exception {
    for (Fault fault :
        List.of(
            Fault.FIN_WHEN_IDLE, Fault.TIMES_OUT_WHEN_IDLE, Fault.RST_WHEN_IDLE, Fault.ANSWERS)) {
      try (FaultServer server = FaultServer.plain(fault)) {
        Target target = Target.parse("http://127.0.0.1:" + server.port() + "/");
        Connector connector = new Connector(target, trust, SHORT, System::nanoTime);
        try (HttpConnection connection = ((Connector.Opened.Open) connector.open()).connection()) {
          connection.exchange(HttpRequest.get(target, true));
          WireEnd expected =
              switch (fault) {
                case FIN_WHEN_IDLE, TIMES_OUT_WHEN_IDLE -> WireEnd.FIN;
                case RST_WHEN_IDLE -> WireEnd.RESET;
                default -> null;
              };
          assertThat(connection.idle(Duration.ofSeconds(2))).isEqualTo(expected);
          assertThat(connection.stray()).isEqualTo(fault == Fault.TIMES_OUT_WHEN_IDLE);
        }
      }
    }
  }

  /** A load looks at the time for all its connections while one of them is looked at itself. */
  @Test
  void aLookAtARestingConnectionIsNoRequestWhoseTimeIsUp() throws Exception {
    try (FaultServer server = FaultServer.plain(Fault.ANSWERS)) {
      Target target = Target.parse("http://127.0.0.1:" + server.port() + "/");
      Connector connector = new Connector(target, trust, SHORT, System::nanoTime);
      HttpRequest request = HttpRequest.get(target, true);
      Thread patrol = null;
      try (HttpConnection connection = ((Connector.Opened.Open) connector.open()).connection()) {
        connection.patrolled().exchange(request);
        patrol =
            Thread.ofPlatform()
                .start(() -> {
                  while (!Thread.currentThread().isInterrupted()) {
                    connection.expire(System.nanoTime());
                  }
                });
        for (int i = 0; i < 50; i++) {
          assertThat(connection.idle(Duration.ofMillis(1))).isNull();
          assertThat(connection.exchange(request).code()).isEqualTo("http-200");
        }
      } finally {
        if (patrol != null) {
          patrol.interrupt();
          patrol.join();
        }
      }
    }
  }

  @Test
  void aPeerThatNeverReadsEndsALargeUpload() throws Exception {
    try (FaultServer server = FaultServer.plain(Fault.NEVER_READS)) {
      assertThat(upload("http://127.0.0.1:" + server.port() + "/").code())
          .isEqualTo("timeout-while-sending");
    }
  }

  @Test
  void anAnswerBeforeAllWasSentCounts() throws Exception {
    try (FaultServer plain = FaultServer.plain(Fault.TOO_LARGE_THEN_RST);
        FaultServer tls = FaultServer.tls(Fault.TOO_LARGE_THEN_RST, good);
        FaultServer silent = FaultServer.plain(Fault.RST_BEFORE_ANSWER)) {
      Attempt early = upload("http://127.0.0.1:" + plain.port() + "/");
      assertThat(early.code()).isEqualTo("http-413");
      assertThat(early.reusable()).isFalse();
      assertThat(early.waterfall().sent()).isBetween(0L, early.waterfall().firstByte());
      assertThat(upload("https://localhost:" + tls.port() + "/").code()).isEqualTo("http-413");
      assertThat(upload("http://127.0.0.1:" + silent.port() + "/").code())
          .isEqualTo("reset-while-sending");
    }
  }

  private Attempt upload(String url) throws Exception {
    Target target = Target.parse(url);
    Connector connector = new Connector(target, trust, SHORT, System::nanoTime);
    try (HttpConnection connection = ((Connector.Opened.Open) connector.open()).connection()) {
      return connection.exchange(
          new HttpRequest("POST", target, List.of(), new byte[32 << 20], true));
    }
  }

  @Test
  void bytesBehindTheAnswerAreCountedAndEndTheConnection() throws Exception {
    try (FaultServer server = FaultServer.plain(Fault.LENGTH_TOO_SMALL)) {
      Attempt attempt = once("http://127.0.0.1:" + server.port() + "/", trust);
      assertThat(attempt.surplus()).isEqualTo(3);
      assertThat(attempt.reusable()).isFalse();
    }
  }
}
