package dev.whichhop.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Ends a log where its window ends: the API has a {@code sinceTime} and nothing for the other side.
 * Lines begin with the kubelet's time stamp; one without belongs to the line before.
 */
final class LogWindow extends OutputStream {
  /** A time stamp with nanoseconds and an offset has 35 characters. */
  private static final int LONGEST_TIME = 36;

  /** Behind the window: not an error, only no reason to read on. */
  static final class Behind extends IOException {
    Behind() {
      super("the window of the log has ended");
    }
  }

  private final OutputStream into;
  private final Instant end;
  private final ByteArrayOutputStream begin = new ByteArrayOutputStream();
  private boolean decided;
  private long written;

  LogWindow(OutputStream into, Instant end) {
    this.into = into;
    this.end = end;
  }

  @Override
  public void write(int one) throws IOException {
    if (!decided) {
      begin.write(one);
      if (one == ' ' || one == '\n' || begin.size() >= LONGEST_TIME) {
        decide();
      }
    } else {
      into.write(one);
      written++;
    }
    if (one == '\n') {
      decided = false;
    }
  }

  private void decide() throws IOException {
    String word = begin.toString(StandardCharsets.UTF_8).strip();
    try {
      if (Character.isDigit(word.isEmpty() ? ' ' : word.charAt(0))
          && Instant.parse(word).isAfter(end)) {
        begin.reset();
        throw new Behind();
      }
    } catch (DateTimeParseException noTime) {
      // A line of the server's own.
    }
    begin.writeTo(into);
    written += begin.size();
    begin.reset();
    decided = true;
  }

  /** Bytes that were passed on. */
  long written() {
    return written;
  }

  @Override
  public void close() throws IOException {
    begin.writeTo(into);
    written += begin.size();
    into.close();
  }
}
