package dev.whichhop.evidence.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An entry that may not be longer than its archive's directory says. */
final class BoundedInputStream extends FilterInputStream {
  private long left;

  BoundedInputStream(InputStream in, long size) {
    super(in);
    this.left = Math.max(0, size);
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    charge(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    charge(count);
    return count;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    charge(skipped);
    return skipped;
  }

  private void charge(long bytes) throws UnpackLimit {
    left -= Math.max(0, bytes);
    if (left < 0) {
      throw new UnpackLimit("longer than the archive says; stopped there");
    }
  }
}
