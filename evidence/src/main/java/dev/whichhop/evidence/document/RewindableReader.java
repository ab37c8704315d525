package dev.whichhop.evidence.document;

import java.io.IOException;
import java.io.Reader;
import java.util.Objects;

/**
 * Characters of which the last ones can be read again: a parser has read on when it finds a
 * mistake, and the next document may begin before that.
 */
final class RewindableReader extends Reader {
  /** Characters that can be read again at least; more than a parser reads ahead. */
  static final int REMEMBERED = 1 << 16;

  private final Reader from;
  private final char[] characters = new char[2 * REMEMBERED];

  /** Position in the text of the first character that is remembered. */
  private long first;

  private int length;
  private int next;

  RewindableReader(Reader from) {
    this.from = from;
  }

  @Override
  public int read(char[] into, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, into.length);
    if (next == length && !more()) {
      return -1;
    }
    int given = Math.min(count, length - next);
    System.arraycopy(characters, next, into, offset, given);
    next += given;
    return given;
  }

  private boolean more() throws IOException {
    if (length == characters.length) {
      System.arraycopy(characters, REMEMBERED, characters, 0, REMEMBERED);
      first += REMEMBERED;
      length -= REMEMBERED;
      next -= REMEMBERED;
    }
    int count = from.read(characters, length, characters.length - length);
    length += Math.max(0, count);
    return count > 0;
  }

  /** Position in the text of the character that is read next. */
  long position() {
    return first + next;
  }

  /**
   * Goes back to the beginning of the line that a position is in.
   *
   * @return false where that is no longer remembered; then it goes back to the position itself
   */
  boolean backToLine(long position) {
    int at = (int) Math.clamp(position - first, 0, length);
    int start = at;
    while (start > 0 && characters[start - 1] != '\n') {
      start--;
    }
    boolean remembered = start > 0 || first == 0;
    next = remembered ? start : at;
    return remembered;
  }

  /** The next character without reading it; -1 at the end. */
  int peek() throws IOException {
    return next == length && !more() ? -1 : characters[next];
  }

  /** Reads to the beginning of the next line; false when the text ends before. */
  boolean skipLine() throws IOException {
    while (next < length || more()) {
      if (characters[next++] == '\n') {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    from.close();
  }
}
