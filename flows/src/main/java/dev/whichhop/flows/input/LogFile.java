package dev.whichhop.flows.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * One file that may hold a log, plain or in gzip.
 *
 * @param name as the user knows it
 * @param path where it is on disk; null for standard input and what is fetched
 * @param size its bytes as stored; -1 when unknown
 */
public record LogFile(String name, @Nullable Path path, long size, LogKind kind, Content content) {
  private static final int BUFFER = 64 << 10;

  /** Opens the stored bytes. */
  @FunctionalInterface
  public interface Content {
    InputStream open() throws IOException;
  }

  /** The text of the file; gzip, also of several members, is unpacked. */
  public InputStream open() throws IOException {
    return unpacked(content.open());
  }

  static InputStream unpacked(InputStream stored) throws IOException {
    PushbackInputStream in = new PushbackInputStream(stored, 2);
    byte[] magic = in.readNBytes(2);
    in.unread(magic);
    boolean gzip = magic.length == 2 && magic[0] == 0x1f && (magic[1] & 0xff) == 0x8b;
    return gzip ? new GZIPInputStream(in, BUFFER) : in;
  }
}
