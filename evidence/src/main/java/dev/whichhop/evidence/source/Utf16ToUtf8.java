package dev.whichhop.evidence.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** UTF-16 as UTF-8, so that lines are cut at the byte 10 whatever the encoding. */
final class Utf16ToUtf8 extends InputStream {
  private static final int CHARACTERS = 8192;

  private final Reader from;
  private final char[] characters = new char[CHARACTERS];
  private byte[] bytes = new byte[0];
  private int at;
  private boolean halfCarried;

  Utf16ToUtf8(InputStream from, Charset charset) {
    this.from = new InputStreamReader(from, charset);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (at == bytes.length) {
      if (!fill()) {
        return -1;
      }
    }
    int count = Math.min(length, bytes.length - at);
    System.arraycopy(bytes, at, buffer, offset, count);
    at += count;
    return count;
  }

  /** A character of two halves must not be torn where a read ends. */
  private boolean fill() throws IOException {
    int carried = halfCarried ? 1 : 0;
    int count = from.read(characters, carried, CHARACTERS - carried);
    if (count < 0 && !halfCarried) {
      return false;
    }
    int length = carried + Math.max(0, count);
    halfCarried = count >= 0 && Character.isHighSurrogate(characters[length - 1]);
    int whole = halfCarried ? length - 1 : length;
    bytes = new String(characters, 0, whole).getBytes(StandardCharsets.UTF_8);
    at = 0;
    if (halfCarried) {
      characters[0] = characters[length - 1];
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    from.close();
  }
}
