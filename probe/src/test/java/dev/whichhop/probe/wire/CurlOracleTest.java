package dev.whichhop.probe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.whichhop.probe.fault.Certificates;
import dev.whichhop.probe.fault.Curl;
import dev.whichhop.probe.fault.Fault;
import dev.whichhop.probe.fault.FaultServer;
import dev.whichhop.probe.fault.TlsFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The real curl beside ours, on every fault: the exit code that we say is the one that it has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CurlOracleTest {
  private Certificates certificates;
  private SSLContext good;
  private Trust trust;

  @BeforeAll
  void authority(@TempDir Path folder) throws Exception {
    assumeFalse(Curl.version().isEmpty(), "SKIPPED: no curl on this machine to compare with");
    certificates = new Certificates(folder);
    good = certificates.good();
    trust = Trust.ofFile(certificates.authority());
    // The first handshake of a Java runtime takes longer than these tests wait.
    try (FaultServer server = FaultServer.tls(Fault.ANSWERS, good)) {
      Timeouts patient = new Timeouts(Duration.ofSeconds(30), Duration.ofSeconds(30));
      Probing.once("https://localhost:" + server.port() + "/", trust, patient);
    }
  }

  private void sameAsCurl(String url) throws Exception {
    // At the same time: most of the faults that are waited for take both as long as they wait.
    CompletableFuture<Integer> curl =
        CompletableFuture.supplyAsync(() -> Curl.exit(certificates.authority(), url));
    Attempt ours = Probing.once(url, trust);
    assertThat(CurlExit.of(ours.ending())).as(ours.toString()).isEqualTo(curl.get());
  }

  @ParameterizedTest
  @EnumSource
  void inClearText(Fault fault) throws Exception {
    try (FaultServer server = FaultServer.plain(fault)) {
      sameAsCurl("http://127.0.0.1:" + server.port() + "/");
    }
  }

  @ParameterizedTest
  @EnumSource
  void behindTls(Fault fault) throws Exception {
    try (FaultServer server = FaultServer.tls(fault, good)) {
      sameAsCurl("https://localhost:" + server.port() + "/");
    }
  }

  @ParameterizedTest
  @EnumSource
  void withinTheHandshake(TlsFault fault) throws Exception {
    try (FaultServer server = FaultServer.tls(fault)) {
      sameAsCurl("https://localhost:" + server.port() + "/");
    }
  }

  private interface Made {
    SSLContext by(Certificates certificates) throws Exception;
  }

  private record BadCertificate(CertificateFault fault, Made made) {}

  static Stream<BadCertificate> badCertificates() {
    return Stream.of(
        new BadCertificate(CertificateFault.EXPIRED, Certificates::expired),
        new BadCertificate(CertificateFault.NOT_YET_VALID, Certificates::notYetValid),
        new BadCertificate(CertificateFault.WRONG_NAME, Certificates::wrongName),
        new BadCertificate(CertificateFault.SELF_SIGNED, Certificates::selfSigned),
        new BadCertificate(CertificateFault.UNTRUSTED, Certificates::untrusted));
  }

  @ParameterizedTest
  @MethodSource("badCertificates")
  void aCertificateThatIsNotAccepted(BadCertificate bad) throws Exception {
    SSLContext context = bad.made().by(certificates);
    try (FaultServer server = FaultServer.tls(Fault.ANSWERS, context)) {
      String url = "https://localhost:" + server.port() + "/";
      assertThat(Probing.once(url, trust).ending())
          .isEqualTo(new Ending.BadCertificate(bad.fault()));
      sameAsCurl(url);
      assertThat(Probing.once(url, Trust.everybody()).ending()).isEqualTo(new Ending.Answered(200));
    }
  }

  @Test
  void noConnection() throws Exception {
    sameAsCurl("http://127.0.0.1:" + FaultServer.refusedPort() + "/");
    sameAsCurl("http://no-such-name.invalid/");
    try (FaultServer server = FaultServer.blackhole()) {
      sameAsCurl("http://127.0.0.1:" + server.port() + "/");
    }
    try (FaultServer server = FaultServer.slow(300)) {
      sameAsCurl("http://127.0.0.1:" + server.port() + "/");
    }
  }

  @Test
  void plainHttpOnThePortOfTls() throws Exception {
    try (FaultServer tls = FaultServer.tls(Fault.ANSWERS, good)) {
      sameAsCurl("http://localhost:" + tls.port() + "/");
    }
  }

  /** curl sends it again by itself; ours says what happened. */
  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"FIN_ON_SECOND", "RST_ON_SECOND"})
  void aReusedConnectionThatDiesIsHiddenByCurl(Fault fault) throws Exception {
    try (FaultServer server = FaultServer.plain(fault)) {
      String url = "http://127.0.0.1:" + server.port() + "/";
      assertThat(Curl.exit(certificates.authority(), url, url)).isZero();
      assertThat(server.connections()).as("connections of curl for two requests").isEqualTo(2);
    }
  }
}
