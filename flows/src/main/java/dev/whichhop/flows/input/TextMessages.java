package dev.whichhop.flows.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a text. The last one needs no line feed; empty ones are none. */
final class TextMessages implements Messages {
  private static final int BLOCK = 256 << 10;

  /** Longer ones are cut here: no log has such lines, and one must not fill the memory. */
  static final int LONGEST_LINE = 4 << 20;

  private final InputStream in;
  private byte[] buffer = new byte[BLOCK];
  private int filled;
  private int next;
  private int from;
  private int to;
  private int line;
  private boolean ended;

  TextMessages(InputStream in) {
    this.in = in;
  }

  @Override
  public boolean next() throws IOException {
    while (true) {
      int end = endOfLine();
      if (end < 0) {
        return false;
      }
      line++;
      from = next;
      to = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
      next = Math.min(end + 1, filled);
      if (line == 1
          && to - from >= 3
          && buffer[from] == (byte) 0xef
          && buffer[from + 1] == (byte) 0xbb) {
        from += 3; // the byte order mark of Windows programs
      }
      if (to > from) {
        return true;
      }
    }
  }

  /** Index of the line feed behind the line that begins at {@code next}; -1 when there is none. */
  private int endOfLine() throws IOException {
    int i = next;
    while (true) {
      for (; i < filled; i++) {
        if (buffer[i] == '\n') {
          return i;
        }
      }
      if (ended) {
        return next < filled ? filled : -1;
      }
      if (i - next >= LONGEST_LINE) {
        return cut();
      }
      i -= next;
      fill();
    }
  }

  /** Moves the line that has begun to the front and reads behind it. */
  private void fill() throws IOException {
    System.arraycopy(buffer, next, buffer, 0, filled - next);
    filled -= next;
    next = 0;
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int count = in.read(buffer, filled, buffer.length - filled);
    if (count < 0) {
      ended = true;
    } else {
      filled += count;
    }
  }

  /** Throws away the rest of a line that is too long, up to its line feed. */
  private int cut() throws IOException {
    int kept = next + LONGEST_LINE;
    byte[] rest = new byte[BLOCK];
    for (int count = in.read(rest); count >= 0; count = in.read(rest)) {
      for (int i = 0; i < count; i++) {
        if (rest[i] == '\n') {
          byte[] behind = Arrays.copyOfRange(rest, i, count);
          buffer = Arrays.copyOf(buffer, kept + behind.length);
          System.arraycopy(behind, 0, buffer, kept, behind.length);
          filled = kept + behind.length;
          return kept;
        }
      }
    }
    ended = true;
    filled = kept;
    return kept;
  }

  @Override
  public byte[] buffer() {
    return buffer;
  }

  @Override
  public int from() {
    return from;
  }

  @Override
  public int to() {
    return to;
  }

  @Override
  public int line() {
    return line;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
