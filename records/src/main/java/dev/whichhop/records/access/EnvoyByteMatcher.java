package dev.whichhop.records.access;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds lines in a buffer and the fields of one Envoy text format in them, without making an object
 * per line: the fast way through very large access logs.
 *
 * <p>Deliberately narrow: it takes a line only when it is beyond doubt, with exactly as many quotes
 * as the format has. Everything else is left to {@link EnvoyTextParser}, which then decides.
 *
 * <p>Line ends, blanks and quotes are found 64 bytes at a time, as a number with a bit for each
 * byte (Langdale and Lemire, "Parsing Gigabytes of JSON per Second", section 3.1, without vector
 * instructions). Then fields are found by going from mark to mark. Not thread-safe.
 */
public final class EnvoyByteMatcher {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;

  /**
   * The bits that are zero in line feed (0x0a), blank (0x20) and quote (0x22). They are zero in an
   * opening bracket and a few others too, which are sorted out one by one.
   */
  private static final long ZERO_IN_MARKS = 0xd5d5d5d5d5d5d5d5L;

  /** Brings the highest bits of eight bytes together in the highest byte. */
  private static final long GATHER = 0x0002040810204081L;

  private static final long ZERO_DIGITS = 0x3030303030303030L;

  /** What has to be added to a digit to stay below 0x80, and to a greater byte to reach it. */
  private static final long ABOVE_NINE = 0x4646464646464646L;

  private static final int BLOCK = 64;
  private static final int TIME_LENGTH = "2018-06-14T08:40:53.842Z".length();
  private static final int MINUTE_LENGTH = "2018-06-14T08:40".length();

  /** A line with more blanks and quotes is left to the parser. */
  private static final int MOST_MARKS = 512;

  private final AccessField[] fields;
  private final byte[][] literals;
  private final Map<AccessField, Integer> indexes = new EnumMap<>(AccessField.class);
  private final int[] bounds;

  /** Indexes of the line's blanks and quotes; room for those of one block more. */
  private final int[] marks = new int[MOST_MARKS + BLOCK];

  /** Blanks and quotes of a literal, and the index of the first of them. */
  private final int[] marksIn;

  private final int[] firstMark;

  /** The first eight bytes of a literal as a number, and which of its bits count. */
  private final long[] beginning;

  private final long[] counts;
  private final boolean[] untilQuote;
  private final boolean[] quoted;
  private final boolean[] numeric;
  private final boolean usable;
  private int marksFound;
  private int lineEnd;
  private long cachedDate;
  private long cachedHour;

  /** Of the minute that was cached; negative as long as there is none. */
  private long cachedMillis = Long.MIN_VALUE;

  /** Lines of the given format. */
  public EnvoyByteMatcher(EnvoyFormat format) {
    List<AccessField> all = format.fields();
    fields = all.toArray(AccessField[]::new);
    literals =
        format.literals().stream()
            .map(literal -> literal.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    bounds = new int[2 * fields.length];
    for (int i = 0; i < fields.length; i++) {
      indexes.putIfAbsent(fields[i], i);
    }
    marksIn = new int[literals.length];
    firstMark = new int[literals.length];
    beginning = new long[literals.length];
    counts = new long[literals.length];
    untilQuote = new boolean[literals.length];
    for (int i = 0; i < literals.length; i++) {
      findMarks(i);
      int length = Math.min(literals[i].length, Long.BYTES);
      beginning[i] = (long) LONGS.get(Arrays.copyOf(literals[i], Long.BYTES), 0);
      counts[i] = length == 0 ? 0 : -1L >>> (Long.SIZE - Byte.SIZE * length);
      beginning[i] &= counts[i];
      untilQuote[i] = length > 0 && literals[i][0] == '"';
    }
    quoted = new boolean[fields.length];
    numeric = new boolean[fields.length];
    boolean marked = true;
    for (int i = 0; i < fields.length; i++) {
      quoted[i] =
          format.literals().get(i).endsWith("\"") && format.literals().get(i + 1).startsWith("\"");
      numeric[i] = fields[i].numeric();
      marked &= i == 0 || marksIn[i] > 0;
    }
    usable = marked;
  }

  private void findMarks(int literal) {
    byte[] text = literals[literal];
    for (int i = text.length - 1; i >= 0; i--) {
      if (isMark(text[i])) {
        marksIn[literal]++;
        firstMark[literal] = i;
      }
    }
  }

  /**
   * False when fields of the format are not set apart by blanks or quotes: then nothing matches.
   */
  public boolean usable() {
    return usable;
  }

  /** Index of the field in the format; -1 when the format has none. */
  public int index(AccessField field) {
    return indexes.getOrDefault(field, -1);
  }

  /**
   * Finds the end of the line that begins at an index and remembers its blanks and quotes.
   *
   * @return index of the line feed, or {@code to} when there is none before
   */
  public int findEnd(byte[] buffer, int from, int to) {
    int found = 0;
    int at = from;
    for (; at + BLOCK <= to; at += BLOCK) {
      for (long rest = candidates(buffer, at); rest != 0; rest &= rest - 1) {
        int index = at + Long.numberOfTrailingZeros(rest);
        byte candidate = buffer[index];
        if (candidate == '\n') {
          return end(index, found);
        }
        marks[found] = index;
        found += isMark(candidate) ? 1 : 0;
      }
      found = Math.min(found, MOST_MARKS);
    }
    for (; at < to && buffer[at] != '\n'; at++) {
      if (isMark(buffer[at])) {
        marks[found++] = at;
      }
    }
    return end(at, found);
  }

  private int end(int at, int found) {
    marksFound = found;
    lineEnd = at;
    return at;
  }

  /** A bit for each of 64 bytes: set where a line end, blank or quote may be. */
  private static long candidates(byte[] buffer, int at) {
    long bits = 0;
    for (int i = 0; i < BLOCK; i += Long.BYTES) {
      long word = (long) LONGS.get(buffer, at + i) & ZERO_IN_MARKS;
      long zeros = ~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS);
      bits |= (zeros * GATHER >>> 56) << i;
    }
    return bits;
  }

  private static boolean isMark(byte b) {
    return (b & 0xfd) == ' ';
  }

  /** True when the line found last is certainly of the format; then the fields can be asked. */
  public boolean match(byte[] buffer, int from) {
    int found = marksFound;
    if (!usable
        || found >= MOST_MARKS
        || lineEnd + 2 * Long.BYTES > buffer.length
        || !isLiteral(buffer, from, 0)) {
      return false;
    }
    int last = fields.length - 1;
    int mark = marksIn[0];
    int position = from + literals[0].length;
    for (int i = 0; i < last; i++) {
      if (untilQuote[i + 1]) {
        while (mark < found && buffer[marks[mark]] != '"') {
          mark++;
        }
      }
      if (mark >= found) {
        return false;
      }
      int end = marks[mark] - firstMark[i + 1];
      if (end < position
          || !isLiteral(buffer, end, i + 1)
          || !(quoted[i] || fits(buffer, i, position, end))) {
        return false;
      }
      bounds[2 * i] = position;
      bounds[2 * i + 1] = end;
      mark += marksIn[i + 1];
      position = end + literals[i + 1].length;
    }
    int end = lineEnd - literals[last + 1].length;
    bounds[2 * last] = position;
    bounds[2 * last + 1] = end;
    return end >= position
        && mark + marksIn[last + 1] == found
        && isLiteral(buffer, end, last + 1)
        && (quoted[last] || fits(buffer, last, position, end));
  }

  private boolean isLiteral(byte[] buffer, int at, int literal) {
    return ((long) LONGS.get(buffer, at) & counts[literal]) == beginning[literal]
        && (literals[literal].length <= Long.BYTES
            || startsWith(buffer, at, lineEnd, literals[literal]));
  }

  private boolean fits(byte[] buffer, int index, int from, int to) {
    if (from == to || buffer[from] == '"') {
      return false;
    }
    return !numeric[index] || (to - from == 1 && buffer[from] == '-') || digits(buffer, from, to);
  }

  /** Up to eight digits at once: of each byte the sum and the difference keep the highest bit. */
  private static boolean digits(byte[] buffer, int from, int to) {
    int length = to - from;
    if (length <= Long.BYTES && length > 0) {
      long counting = -1L >>> (Long.SIZE - Byte.SIZE * length);
      long word = ((long) LONGS.get(buffer, from) & counting) | (ZERO_DIGITS & ~counting);
      return (((word + ABOVE_NINE) | (word - ZERO_DIGITS)) & ~LOW_BITS) == 0;
    }
    for (int i = from; i < to; i++) {
      if (buffer[i] < '0' || buffer[i] > '9') {
        return false;
      }
    }
    return length <= 18;
  }

  private static boolean startsWith(byte[] buffer, int from, int to, byte[] literal) {
    if (to - from < literal.length) {
      return false;
    }
    for (int i = 0; i < literal.length; i++) {
      if (buffer[from + i] != literal[i]) {
        return false;
      }
    }
    return true;
  }

  /** First index of a field in the buffer. */
  public int start(int index) {
    return bounds[2 * index];
  }

  /** Index behind the last of a field in the buffer. */
  public int end(int index) {
    return bounds[2 * index + 1];
  }

  public int length(int index) {
    return end(index) - start(index);
  }

  /** The last eight bytes of a field as a number; the buffer must have eight before its end. */
  public long lastEight(byte[] buffer, int index) {
    return (long) LONGS.get(buffer, end(index) - Long.BYTES);
  }

  /** True when the field is {@code -}, Envoy's word for nothing. */
  public boolean isNone(byte[] buffer, int index) {
    return end(index) - start(index) == 1 && buffer[start(index)] == '-';
  }

  /** True when the field is exactly the text. */
  public boolean is(byte[] buffer, int index, byte[] text) {
    return Arrays.equals(buffer, start(index), end(index), text, 0, text.length);
  }

  /** True when the field begins with the text. */
  public boolean begins(byte[] buffer, int index, byte[] text) {
    return startsWith(buffer, start(index), end(index), text);
  }

  /** The field as a number; -1 for {@code -}. */
  public long number(byte[] buffer, int index) {
    if (buffer[start(index)] == '-') {
      return -1;
    }
    long value = 0;
    for (int i = start(index); i < end(index); i++) {
      value = value * 10 + (buffer[i] - '0');
    }
    return value;
  }

  /** A time in Envoy's default notation as milliseconds since 1970; -1 when it is in another. */
  public long millis(byte[] buffer, int index) {
    int from = start(index);
    if (end(index) - from != TIME_LENGTH) {
      return -1;
    }
    long date = (long) LONGS.get(buffer, from);
    long hour = (long) LONGS.get(buffer, from + Long.BYTES);
    if (date != cachedDate || hour != cachedHour) {
      Instant minute = minute(buffer, from);
      if (minute == null) {
        return -1;
      }
      cachedDate = date;
      cachedHour = hour;
      cachedMillis = minute.toEpochMilli();
    }
    int at = from + MINUTE_LENGTH;
    if (buffer[at] != ':'
        || buffer[at + 3] != '.'
        || buffer[at + 7] != 'Z'
        || buffer[at + 1] > '5'
        || !digits(buffer, at + 1, at + 3)
        || !digits(buffer, at + 4, at + 7)) {
      return -1;
    }
    int second = (buffer[at + 1] - '0') * 10 + buffer[at + 2] - '0';
    int thousandths =
        (buffer[at + 4] - '0') * 100 + (buffer[at + 5] - '0') * 10 + buffer[at + 6] - '0';
    return cachedMillis + second * 1000 + thousandths;
  }

  private static @Nullable Instant minute(byte[] buffer, int from) {
    String text = new String(buffer, from, MINUTE_LENGTH, StandardCharsets.ISO_8859_1);
    return UtcTime.parse(text + ":00Z");
  }
}
