package dev.whichhop.evidence.log;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into chunks of whole lines. A line longer than a chunk is cut and its rest skipped,
 * as everywhere else a line over 1 MiB is.
 *
 * <p>Buffers are used again: otherwise a large file would leave as much garbage as it has bytes.
 */
final class LineChunks {
  /** Small enough for a processor's cache, and the longest line. */
  static final int CHUNK = 1 << 20;

  /**
   * Whole lines, each with its line feed but perhaps the last of the file.
   *
   * @param begin index of the first byte in the buffer
   * @param end index behind the last
   * @param cut true when the only line of the chunk is the beginning of a longer one
   */
  record Chunk(byte[] bytes, int begin, int end, boolean cut) {}

  private final InputStream from;
  private final ArrayDeque<byte[]> free = new ArrayDeque<>();
  private byte[] carried = new byte[0];
  private boolean skipping;
  private boolean ended;

  LineChunks(InputStream from) {
    this.from = from;
  }

  /** Takes a buffer back whose lines were read. */
  void release(Chunk chunk) {
    free.add(chunk.bytes());
  }

  /** The next chunk; null at the end. */
  @Nullable Chunk next() throws IOException {
    while (!ended) {
      byte[] buffer = free.isEmpty() ? new byte[CHUNK] : free.remove();
      System.arraycopy(carried, 0, buffer, 0, carried.length);
      int length = carried.length + from.readNBytes(buffer, carried.length, CHUNK - carried.length);
      carried = new byte[0];
      ended = length < CHUNK;
      int begin = 0;
      if (skipping) {
        int newline = firstNewline(buffer, length);
        skipping = newline < 0;
        begin = newline < 0 ? length : newline + 1;
      }
      int end = ended ? length : Math.max(begin, lastNewline(buffer, length) + 1);
      if (end > begin) {
        carried = Arrays.copyOfRange(buffer, end, length);
        return new Chunk(buffer, begin, end, false);
      }
      if (begin < length) {
        skipping = true;
        return new Chunk(buffer, begin, length, true);
      }
      free.add(buffer);
    }
    return null;
  }

  private static int firstNewline(byte[] buffer, int length) {
    for (int i = 0; i < length; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static int lastNewline(byte[] buffer, int length) {
    for (int i = length - 1; i >= 0; i--) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
