package dev.whichhop.records.flowlog;

import dev.whichhop.model.network.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * One record where it stands in the bytes of its file, used again for every line: a day of flow
 * logs has so many records that making an object of each would take longer than reading them.
 *
 * <p>Fields are apart by blanks, also several (AWS' own examples have such a line). A record may
 * have a time in front, and the name of its stream, as {@code aws logs tail} prints it.
 */
public final class FlowLine {
  /** Later times are milliseconds: real logs have had such; flowlogs-reader draws the line here. */
  public static final long MOST_SECONDS = 2_147_483_647L;

  private static final int MOST_BEFORE = 2;
  private static final int MOST_PLAIN_DIGITS = 15;

  private final FlowLogFormat format;
  private final int width;
  private final int[] starts;
  private final int[] ends;
  private byte[] buffer = new byte[0];
  private int words;
  private int before;
  private int lineStart;
  private int lineEnd;

  FlowLine(FlowLogFormat format) {
    this.format = format;
    this.width = format.fields().size();
    this.starts = new int[width + MOST_BEFORE + 1];
    this.ends = new int[width + MOST_BEFORE + 1];
  }

  public FlowLogFormat format() {
    return format;
  }

  /** Takes the line from {@code from} to before {@code to}; false when it is no such record. */
  public boolean read(byte[] line, int from, int to) {
    buffer = line;
    lineStart = from;
    lineEnd = to;
    split();
    before = words - width;
    if (before < 0 || before > MOST_BEFORE || before > 0 && !isTime()) {
      return false;
    }
    return firstMisfit() < 0;
  }

  private void split() {
    words = 0;
    int i = lineStart;
    while (i < lineEnd) {
      while (i < lineEnd && isBlank(buffer[i])) {
        i++;
      }
      if (i == lineEnd) {
        return;
      }
      if (words < starts.length) {
        starts[words] = i;
      }
      while (i < lineEnd && !isBlank(buffer[i])) {
        i++;
      }
      if (words < starts.length) {
        ends[words] = i;
      }
      words++;
    }
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t' || c == '\r';
  }

  /** {@code 2026-01-02T03:04:05Z} in front of a record of an export from CloudWatch. */
  private boolean isTime() {
    int from = starts[0];
    return ends[0] - from >= 19 && buffer[from + 4] == '-' && buffer[from + 10] == 'T';
  }

  private int firstMisfit() {
    for (int column = 0; column < width; column++) {
      FieldKind kind = format.kind(column);
      if (kind != FieldKind.TEXT
          && !kind.fits(buffer, starts[before + column], ends[before + column])) {
        return column;
      }
    }
    return -1;
  }

  /** Why the line that was read last is no record of this format. */
  public String misfit() {
    if (before < 0 || before > MOST_BEFORE || before > 0 && !isTime()) {
      return "expected " + width + " fields, found " + words;
    }
    int column = firstMisfit();
    if (column < 0) {
      return "expected a record, found the names of its fields";
    }
    return "field "
        + (column + 1)
        + " ("
        + format.fields().get(column)
        + "): expected "
        + format.kind(column).expected()
        + ", found \""
        + text(column)
        + "\"";
  }

  /** The whole line as it was written. */
  public String line() {
    return new String(buffer, lineStart, lineEnd - lineStart, StandardCharsets.UTF_8).strip();
  }

  /** The value of a column as it was written, {@code -} included. */
  public String text(int column) {
    int from = starts[before + column];
    return new String(buffer, from, ends[before + column] - from, StandardCharsets.UTF_8);
  }

  /** False when the format has no such column (-1) or the record has {@code -} there. */
  public boolean has(int column) {
    return column >= 0
        && !(ends[before + column] - starts[before + column] == 1
            && buffer[starts[before + column]] == '-');
  }

  /** The number in a column that can have only numbers; -1 when there is none. */
  public long number(int column) {
    if (!has(column)) {
      return -1;
    }
    long value = 0;
    int end = ends[before + column];
    for (int i = starts[before + column]; i < end; i++) {
      int digit = buffer[i] - '0';
      if (digit < 0 || digit > 9 || end - i > 18) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /**
   * The integer in a column, where it has at most fifteen digits and none that is needless, so that
   * it is written as anybody would write it; else -1.
   */
  public long plainNumber(int column) {
    int from = starts[before + column];
    int length = ends[before + column] - from;
    boolean plain = length == 1 || length <= MOST_PLAIN_DIGITS && buffer[from] != '0';
    return plain ? number(column) : -1;
  }

  /** The value of a column as it was written, in UTF-8. */
  public byte[] bytes(int column) {
    return Arrays.copyOfRange(buffer, starts[before + column], ends[before + column]);
  }

  /** The address in a column; empty when there is none or it is masked. */
  public Optional<IpAddress> address(int column) {
    return has(column)
        ? IpAddress.parse(buffer, starts[before + column], ends[before + column])
        : Optional.empty();
  }

  /** The address in a column when it is one of IPv4, else -1. */
  public long ipv4(int column) {
    return column < 0 ? -1 : IpAddress.ipv4(buffer, starts[before + column], ends[before + column]);
  }

  /** True when the column has this word. */
  public boolean is(String word, int column) {
    return column >= 0
        && FieldKind.is(word, buffer, starts[before + column], ends[before + column]);
  }

  /** A moment in milliseconds since 1970, -1 when there is none. */
  public long moment(int column) {
    long value = number(column);
    return value < 0 || value > MOST_SECONDS ? value : value * 1000;
  }

  /** The same hash for the same text. */
  public int hash(int column) {
    int hash = 1;
    for (int i = starts[before + column]; i < ends[before + column]; i++) {
      hash = 31 * hash + buffer[i];
    }
    return hash;
  }

  /** True when the column has exactly these bytes. */
  public boolean is(byte[] word, int column) {
    return Arrays.equals(
        word, 0, word.length, buffer, starts[before + column], ends[before + column]);
  }
}
