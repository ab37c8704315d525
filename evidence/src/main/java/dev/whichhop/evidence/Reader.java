package dev.whichhop.evidence;

import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import java.io.IOException;

/**
 * Reads one kind of file. Recognises it by content, never by its name.
 *
 * <p>A reader never throws for bad content: it takes what it can and reports the rest with its
 * place through {@link Problems}.
 */
public interface Reader {

  /** Word of the format, shown in the list of inputs and listed in SOURCES. */
  String format();

  /**
   * The exact word of what {@link #read} found last, for readers of several formats; empty when it
   * could take nothing.
   */
  default String formatRead() {
    return format();
  }

  /**
   * How sure the reader is that this is its kind of file: 0 not at all, 100 certain. The surest
   * reader gets the file. Must look at {@link TextFile#head} (and the command) only.
   */
  int recognises(TextFile file);

  /** Reads the file into the bundle. */
  void read(TextFile file, BundleBuilder into, Problems problems) throws IOException;
}
