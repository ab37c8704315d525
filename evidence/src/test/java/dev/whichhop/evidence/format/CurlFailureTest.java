package dev.whichhop.evidence.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.model.evidence.ClientFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurlFailureTest {
  /**
   * What curl 7.88.1 printed against loopback sockets: a full backlog, and one that never answers.
   */
  @ParameterizedTest
  @CsvSource({
    "Connection timed out after 1001 milliseconds, CONNECT_TIMEOUT",
    "Failed to connect to 127.0.0.1 port 46371 after 1001 ms: Timeout was reached, CONNECT_TIMEOUT",
    "Operation timed out after 1001 milliseconds with 0 bytes received, TIMEOUT",
  })
  void aTimeOutSaysInWhichPhase(String message, ClientFailure failure) {
    // A line of a loop does not tell whether there was a connection; the message does.
    assertThat(CurlFailure.of(28, message, false)).isEqualTo(failure);
  }
}
