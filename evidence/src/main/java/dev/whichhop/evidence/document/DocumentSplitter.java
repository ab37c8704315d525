package dev.whichhop.evidence.document;

import java.io.IOException;
import java.io.Reader;
import java.util.Objects;

/**
 * The documents of a YAML text, each as a text of its own: it ends before the next line that begins
 * with {@code ---}. What a parser leaves of a document is skipped.
 */
final class DocumentSplitter extends Reader {
  private static final int BLOCK = 1 << 16;

  /** {@code ---} and what must come after it. */
  private static final int MARKER = 4;

  private final Reader from;
  private final char[] characters = new char[BLOCK];
  private int next;
  private int length;
  private boolean ended;
  private boolean begun;

  /** True behind a line feed, where a marker would begin a document. */
  private boolean atLine;

  private int lineFeeds;

  DocumentSplitter(Reader from) {
    this.from = from;
  }

  /** Goes to the beginning of the next document; false when there is none. */
  boolean next() throws IOException {
    while (begun && advance(BLOCK) > 0) {
      // What is left of the document before.
    }
    begun = true;
    atLine = false;
    return fill(1);
  }

  /** Line feeds before the character that is read next. */
  int lineFeeds() {
    return lineFeeds;
  }

  @Override
  public int read(char[] into, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, into.length);
    int given = advance(count);
    System.arraycopy(characters, next - given, into, offset, given);
    return given == 0 ? -1 : given;
  }

  /** Goes on by so many characters, or less; not beyond the end of the document. */
  private int advance(int count) throws IOException {
    boolean enough = fill(MARKER);
    int start = next;
    int end = Math.min(length, next + count);
    while (next < end && !(atLine && isMarker(next))) {
      atLine = characters[next++] == '\n';
      lineFeeds += atLine ? 1 : 0;
      if (atLine && enough && next + MARKER > length) {
        // Whether it is a marker that follows is seen when more has been read.
        break;
      }
    }
    return next - start;
  }

  private boolean isMarker(int at) {
    return at + 3 <= length
        && characters[at] == '-'
        && characters[at + 1] == '-'
        && characters[at + 2] == '-'
        && (at + 3 == length || Character.isWhitespace(characters[at + 3]));
  }

  /** Reads on until so many characters are there; false when the text ends before. */
  private boolean fill(int wanted) throws IOException {
    while (length - next < wanted && !ended) {
      System.arraycopy(characters, next, characters, 0, length - next);
      length -= next;
      next = 0;
      int count = from.read(characters, length, BLOCK - length);
      ended = count < 0;
      length += Math.max(0, count);
    }
    return length - next >= wanted;
  }

  @Override
  public void close() throws IOException {
    from.close();
  }
}
