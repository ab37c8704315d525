package dev.whichhop.evidence.log;

import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Silence;
import java.time.Instant;

/**
 * Measures the silence before each request of a log while it is read, line by line in the order of
 * the file: of a large log most lines are only counted, and later nobody could tell.
 */
final class Silences {
  private final LastAnswers connections = new LastAnswers();
  private final LastAnswers hosts = new LastAnswers();

  /** The same line with the silence before it. */
  Observation see(Observation line) {
    Instant time = line.time().orElse(null);
    if (time == null || line.upstreamHost().isEmpty()) {
      return line;
    }
    long start = time.toEpochMilli();
    long writer = LastAnswers.key(0, line.vantage().instance());
    long host = LastAnswers.key(writer, line.upstreamHost());
    boolean named = !line.upstreamLocalAddress().isEmpty();
    long connection = LastAnswers.key(host, line.upstreamLocalAddress());
    Silence silence =
        new Silence(
            named ? connections.silence(connection, start) : -1, hosts.silence(host, start));
    if (line.failed()) {
      connections.failed(connection);
      hosts.failed(host);
    } else {
      long end = line.end().orElse(time).toEpochMilli();
      answered(named ? connection : 0, host, end);
    }
    return line.withSilence(silence);
  }

  /**
   * An answer that is only counted.
   *
   * @param connection 0 when the line does not name it
   * @param end milliseconds since 1970
   */
  void answered(long connection, long host, long end) {
    if (connection != 0) {
      connections.answered(connection, end);
    }
    hosts.answered(host, end);
  }
}
