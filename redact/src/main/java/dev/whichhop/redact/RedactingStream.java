package dev.whichhop.redact;

import dev.whichhop.redact.document.Redactor;
import dev.whichhop.redact.find.SecretKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * Writes a file without its secrets; closing ends the file. Bytes are taken for characters, which
 * loses none, because secrets are ASCII in every encoding that has a line feed as the byte 10.
 */
public final class RedactingStream extends OutputStream {
  /** From here on a line is given on in parts. Bytes. */
  private static final int LONG_LINE = 1 << 20;

  private final OutputStream out;
  private final Redactor redactor;
  private byte[] kept = new byte[8 << 10];
  private int length;
  private int askedAt = LONG_LINE;

  /**
   * @param out is closed with this
   * @param counted is told what was taken out, and how many
   */
  public RedactingStream(OutputStream out, BiConsumer<SecretKind, Long> counted) {
    this.out = out;
    this.redactor = new Redactor(counted);
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int count) throws IOException {
    int start = offset;
    int end = offset + count;
    for (int i = offset; i < end; i++) {
      if (from[i] == '\n') {
        keep(from, start, i);
        start = i + 1;
        line();
      }
    }
    keep(from, start, end);
    if (length > askedAt) {
      part();
    }
  }

  private void keep(byte[] from, int start, int end) {
    int more = end - start;
    if (length + more > kept.length) {
      kept = Arrays.copyOf(kept, Math.max(length + more, 2 * kept.length));
    }
    System.arraycopy(from, start, kept, length, more);
    length += more;
  }

  private void line() throws IOException {
    boolean carriageReturn = length > 0 && kept[length - 1] == '\r';
    int text = carriageReturn ? length - 1 : length;
    put(redactor.line(latin(text), carriageReturn ? "\r\n" : "\n"));
    length = 0;
    askedAt = LONG_LINE;
  }

  private void part() throws IOException {
    StringBuilder redacted = new StringBuilder();
    int taken = redactor.part(latin(length), redacted);
    put(redacted.toString());
    System.arraycopy(kept, taken, kept, 0, length - taken);
    length -= taken;
    // Where a token is not whole yet, it is not looked at again for every block.
    askedAt = length + LONG_LINE;
  }

  private String latin(int count) {
    return new String(kept, 0, count, StandardCharsets.ISO_8859_1);
  }

  private void put(String text) throws IOException {
    if (!text.isEmpty()) {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    try (out) {
      if (length > 0) {
        put(redactor.line(latin(length), ""));
        length = 0;
      }
      put(redactor.finish());
    }
  }
}
