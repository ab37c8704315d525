package dev.whichhop.evidence.source;

import java.io.IOException;
import java.io.InputStream;

/**
 * One file of the input, or one entry of an archive.
 *
 * @param name as the user knows it, relative to what was given; {@code bundle.tgz!/logs/a.log} for
 *     entries; control characters replaced
 * @param size bytes; of gzip the packed ones, because only reading it would tell the others; -1
 *     when unknown
 * @param content opens it; may be called several times
 */
public record Source(String name, long size, Content content) {

  /** Opens the bytes of a source; archives and gzip are already unpacked. */
  @FunctionalInterface
  public interface Content {
    InputStream open() throws IOException;
  }
}
