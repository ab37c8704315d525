package dev.whichhop.evidence.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What can be read only once (standard input, entries of a tar) kept in one temporary file, entry
 * after entry, so that it can be opened again. One file and not one per entry: names of entries
 * then never reach the file system. It is readable by its owner only and gone when closed.
 */
final class Spool implements AutoCloseable {
  /** All that is put into it; above it nothing more is kept. */
  private static final long MOST_BYTES = 2 * UnpackBudget.MOST_BYTES;

  private static final int BLOCK = 64 << 10;

  private @Nullable FileChannel channel;
  private long end;

  /** A stretch of the spool. */
  record Slice(FileChannel channel, long start, long size) implements Source.Content {
    @Override
    public InputStream open() {
      return new SliceInputStream(this);
    }
  }

  /** Something was kept, and perhaps not all of it. */
  record Kept(Slice slice, @Nullable IOException brokenOff) {}

  /**
   * Copies {@code from} to its end or to the first error; the bytes before the error are kept too.
   *
   * @throws IOException when the temporary file cannot be written
   */
  Kept keep(InputStream from) throws IOException {
    FileChannel to = channel();
    long start = end;
    byte[] block = new byte[BLOCK];
    IOException brokenOff = null;
    while (brokenOff == null) {
      int count;
      try {
        count = from.read(block, 0, BLOCK);
      } catch (IOException broken) {
        brokenOff = broken;
        break;
      }
      if (count < 0) {
        break;
      }
      if (end + count > MOST_BYTES) {
        brokenOff = new UnpackLimit("more than " + (MOST_BYTES >> 30) + " GiB; stopped there");
        break;
      }
      ByteBuffer bytes = ByteBuffer.wrap(block, 0, count);
      while (bytes.hasRemaining()) {
        end += to.write(bytes, end);
      }
    }
    return new Kept(new Slice(to, start, end - start), brokenOff);
  }

  private FileChannel channel() throws IOException {
    FileChannel open = channel;
    if (open == null) {
      Path file = Files.createTempFile("whichhop", ".spool");
      open =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      channel = open;
    }
    return open;
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  private static final class SliceInputStream extends InputStream {
    private final Slice slice;
    private long at;

    SliceInputStream(Slice slice) {
      this.slice = slice;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, buffer.length);
      if (at == slice.size) {
        return length == 0 ? 0 : -1;
      }
      int count = (int) Math.min(length, slice.size - at);
      int read = slice.channel.read(ByteBuffer.wrap(buffer, offset, count), slice.start + at);
      at += Math.max(0, read);
      return read;
    }

    @Override
    public long skip(long bytes) {
      long skipped = Math.clamp(bytes, 0, slice.size - at);
      at += skipped;
      return skipped;
    }

    /** Decompressors ask this before they look for a further member. */
    @Override
    public int available() {
      return (int) Math.min(Integer.MAX_VALUE, slice.size - at);
    }
  }
}
