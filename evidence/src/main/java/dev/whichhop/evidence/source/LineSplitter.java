package dev.whichhop.evidence.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;

/**
 * Cuts bytes into lines and decodes them. A line feed ends a line; a carriage return before it
 * belongs to the line break. Other carriage returns (the progress meter of curl overwrites itself
 * with them) cut a line into several texts with the same number, so that numbers stay those of an
 * editor; only where a file has no line feeds at all do they end lines.
 */
final class LineSplitter {
  /** Longer ones are cut: no format has such lines, and one must not fill the memory. Bytes. */
  static final int LONGEST_LINE = 1 << 20;

  private static final int BLOCK = 64 << 10;

  private final Encoding encoding;
  private final byte lineEnd;
  private final ObjIntConsumer<String> lines;
  private final IntConsumer cutLines;
  private byte[] carried = new byte[1 << 10];
  private int carriedLength;
  private boolean cut;
  private int number;

  /**
   * @param carriageReturns true when carriage returns alone end lines
   * @param cutLines is told the number of every line that was cut
   */
  LineSplitter(
      Encoding encoding,
      boolean carriageReturns,
      ObjIntConsumer<String> lines,
      IntConsumer cutLines) {
    this.encoding = encoding;
    this.lineEnd = (byte) (carriageReturns ? '\r' : '\n');
    this.lines = lines;
    this.cutLines = cutLines;
  }

  /**
   * Reads to the end or to the first error, after which all lines before it have been given.
   *
   * @throws IOException the error of {@code from}
   */
  void read(InputStream from) throws IOException {
    byte[] block = new byte[BLOCK];
    try {
      for (int count = from.read(block); count >= 0; count = from.read(block)) {
        take(block, count);
      }
    } finally {
      if (carriedLength > 0) {
        line(carried, 0, carriedLength);
      }
    }
  }

  private void take(byte[] block, int length) {
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (block[i] == lineEnd) {
        if (carriedLength == 0) {
          line(block, start, i);
        } else {
          carry(block, start, i);
          line(carried, 0, carriedLength);
        }
        start = i + 1;
      }
    }
    carry(block, start, length);
  }

  private void carry(byte[] block, int from, int to) {
    int room = LONGEST_LINE - carriedLength;
    int count = Math.min(to - from, room);
    cut |= count < to - from;
    if (carriedLength + count > carried.length) {
      carried =
          Arrays.copyOf(
              carried, Math.min(LONGEST_LINE, Math.max(carriedLength + count, 2 * carried.length)));
    }
    System.arraycopy(block, from, carried, carriedLength, count);
    carriedLength += count;
  }

  private void line(byte[] bytes, int from, int to) {
    carriedLength = 0;
    number++;
    if (cut) {
      cut = false;
      cutLines.accept(number);
    }
    String line = decode(bytes, from, to);
    int carriageReturn = line.indexOf('\r');
    if (carriageReturn < 0) {
      lines.accept(line, number);
    } else {
      overwritten(line, carriageReturn);
    }
  }

  private void overwritten(String line, int carriageReturn) {
    int start = 0;
    boolean given = false;
    int end = carriageReturn;
    while (end >= 0) {
      if (end > start) {
        lines.accept(line.substring(start, end), number);
        given = true;
      }
      start = end + 1;
      end = line.indexOf('\r', start);
    }
    if (start < line.length() || !given) {
      lines.accept(line.substring(start), number);
    }
  }

  /** A log that several programs write to may have lines in another encoding than the others. */
  private String decode(byte[] bytes, int from, int to) {
    String line = new String(bytes, from, to - from, encoding.charset());
    if (encoding != Encoding.UTF_8 || line.indexOf('\ufffd') < 0) {
      return line;
    }
    byte[] odd = Arrays.copyOfRange(bytes, from, to);
    Encoding other = Encoding.narrow(odd, odd.length, to - from == LONGEST_LINE);
    return other == Encoding.UTF_8 ? line : new String(odd, other.charset());
  }
}
