package dev.whichhop.live;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Where the files of a bundle go. Everything that is collected passes through one of these before
 * it reaches a disk, so whoever wants to change it (secrets out) wraps one.
 *
 * <p>Several files may be open at the same time, each written by one thread.
 */
public interface BundleFiles extends Closeable {

  /**
   * Begins a file; closing the stream ends it.
   *
   * @param name path within the bundle, with slashes, unique; its folders and extension tell what
   *     is in it: {@code kubernetes/….json}, {@code logs/….log}, {@code envoy/…}, {@code
   *     metrics/….txt}, {@code prometheus/….json}, {@code collection.json}
   */
  OutputStream create(String name) throws IOException;
}
