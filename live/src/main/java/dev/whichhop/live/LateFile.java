package dev.whichhop.live;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A file of the bundle that begins with its first byte: what stayed empty is no file. */
final class LateFile extends OutputStream {
  private final BundleFiles files;
  private final String name;
  private @Nullable OutputStream out;
  private long bytes;

  LateFile(BundleFiles files, String name) {
    this.files = files;
    this.name = name;
  }

  private OutputStream begun() throws IOException {
    OutputStream to = out;
    if (to == null) {
      to = files.create(name);
      out = to;
    }
    return to;
  }

  @Override
  public void write(int one) throws IOException {
    begun().write(one);
    bytes++;
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    if (length > 0) {
      begun().write(from, offset, length);
      bytes += length;
    }
  }

  long bytes() {
    return bytes;
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}
