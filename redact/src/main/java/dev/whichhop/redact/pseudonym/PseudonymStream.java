package dev.whichhop.redact.pseudonym;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Copies a text with other names and addresses; lines of any length in pieces. */
public final class PseudonymStream {
  /** From here on a line is cut at the next blank, comma or quote. Bytes. */
  private static final int LONG_LINE = 1 << 20;

  private static final int LONGEST = 64 << 20;

  private PseudonymStream() {}

  /** Notes the names in a text. */
  public static void learn(InputStream in, Pseudonyms pseudonyms) throws IOException {
    lines(in, bytes -> pseudonyms.learn(latin(bytes).stripTrailing()));
  }

  /** Copies a text. */
  public static void copy(InputStream in, OutputStream out, Pseudonyms pseudonyms)
      throws IOException {
    IOException[] failure = new IOException[1];
    lines(
        in,
        bytes -> {
          try {
            out.write(pseudonyms.replaced(latin(bytes)).getBytes(StandardCharsets.ISO_8859_1));
          } catch (IOException unwritable) {
            failure[0] = unwritable;
          }
        });
    if (failure[0] != null) {
      throw failure[0];
    }
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static void lines(InputStream in, Consumer<byte[]> line) throws IOException {
    byte[] block = new byte[64 << 10];
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    for (int count = in.read(block); count >= 0; count = in.read(block)) {
      int start = 0;
      for (int i = 0; i < count; i++) {
        int length = kept.size() + i - start;
        boolean ends = block[i] == '\n' || (length > LONG_LINE && isSeparator(block[i]));
        if (ends || length > LONGEST) {
          kept.write(block, start, i + 1 - start);
          line.accept(kept.toByteArray());
          kept.reset();
          start = i + 1;
        }
      }
      kept.write(block, start, count - start);
    }
    if (kept.size() > 0) {
      line.accept(kept.toByteArray());
    }
  }

  private static boolean isSeparator(byte one) {
    return one == ' ' || one == ',' || one == '"' || one == '\'' || one == ';';
  }
}
