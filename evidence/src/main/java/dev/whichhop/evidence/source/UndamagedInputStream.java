package dev.whichhop.evidence.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Ends where reading fails (a truncated gzip, a bomb, a bad disk), and tells why. */
final class UndamagedInputStream extends FilterInputStream {
  private final Consumer<IOException> damage;
  private boolean ended;

  UndamagedInputStream(InputStream in, Consumer<IOException> damage) {
    super(in);
    this.damage = damage;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (ended) {
      return -1;
    }
    try {
      return super.read(buffer, offset, length);
    } catch (IOException damaged) {
      ended = true;
      damage.accept(damaged);
      return -1;
    }
  }
}
