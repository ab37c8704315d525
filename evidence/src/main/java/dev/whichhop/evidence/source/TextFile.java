package dev.whichhop.evidence.source;

import dev.whichhop.model.evidence.Place;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A source (or one part of a recorded shell session) as decoded text.
 *
 * <p>Lines come without their line break; the numbers are those of the whole file.
 */
public interface TextFile {

  /** Name of the file as shown to the user. */
  String name();

  /**
   * The shell command that printed this text when the file is a recorded session ({@code $ kubectl
   * get pods -A}); empty otherwise.
   */
  String command();

  /**
   * The comment lines right above the command of a recorded session and, last, its prompt; empty
   * otherwise.
   */
  default List<String> caption() {
    return List.of();
  }

  /** The first lines, at most 200 and at most 64 KiB; enough to recognise a format. */
  List<String> head();

  /** Number of the first line in the file, 1 except for parts of sessions. */
  int firstLine();

  /**
   * Calls {@code consumer} with each line and its number. Lines over 1 MiB are cut and reported.
   */
  void forEachLine(ObjIntConsumer<String> consumer) throws IOException;

  /**
   * The whole text.
   *
   * @throws IOException when it is larger than 64 MiB or cannot be read
   */
  String text() throws IOException;

  /** The whole text, for those who read it piece by piece. */
  default Reader characters() throws IOException {
    return new StringReader(text());
  }

  /**
   * The bytes, for readers of very large files: only when this text is the whole of a source and
   * its bytes are UTF-8 as they stand; null otherwise.
   */
  default @Nullable Source plainBytes() {
    return null;
  }

  /** The place of a line of this file. */
  default Place at(int line) {
    return Place.line(name(), line);
  }
}
