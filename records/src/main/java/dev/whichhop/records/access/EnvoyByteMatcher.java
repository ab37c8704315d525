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
 * <p>Line ends and quotes are found eight bytes at a time (the exact zero-byte test of Warren,
 * "Hacker's Delight", section 6-1). Not thread-safe.
 */
public final class EnvoyByteMatcher {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;

  /** Line feed (0x0a) and quote (0x22) without the two bits in which they differ are both 0x02. */
  private static final long SAME_BITS = 0xd7d7d7d7d7d7d7d7L;

  private static final long NEWLINE_OR_QUOTE = 0x0202020202020202L;
  private static final int TIME_LENGTH = "2018-06-14T08:40:53.842Z".length();
  private static final int MOST_QUOTES = 64;

  private final AccessField[] fields;
  private final byte[][] literals;
  private final Map<AccessField, Integer> indexes = new EnumMap<>(AccessField.class);
  private final int[] bounds;
  private final int[] quotes = new int[MOST_QUOTES + 1];
  private final int[] quotesIn;
  private final boolean[] quoted;
  private final boolean[] numeric;
  private final int quotesExpected;
  private int quotesFound;
  private int lineEnd;
  private long cachedDate;
  private int cachedDay;
  private long cachedMillis;

  /** Lines of the given format; formats without a start time in brackets match nothing. */
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
    quotesIn = new int[literals.length];
    for (int i = 0; i < literals.length; i++) {
      quotesIn[i] = countQuotes(literals[i]);
    }
    quotesExpected = Arrays.stream(quotesIn).sum();
    quoted = new boolean[fields.length];
    numeric = new boolean[fields.length];
    for (int i = 0; i < fields.length; i++) {
      quoted[i] =
          format.literals().get(i).endsWith("\"") && format.literals().get(i + 1).startsWith("\"");
      numeric[i] = fields[i].numeric();
    }
  }

  /** Index of the field in the format; -1 when the format has none. */
  public int index(AccessField field) {
    return indexes.getOrDefault(field, -1);
  }

  /**
   * Finds the end of the line that begins at an index and remembers its quotes.
   *
   * @return index of the line feed, or {@code to} when there is none before
   */
  public int findEnd(byte[] buffer, int from, int to) {
    int found = 0;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      long word = (long) LONGS.get(buffer, at);
      long candidates = zeroBytes((word & SAME_BITS) ^ NEWLINE_OR_QUOTE);
      while (candidates != 0) {
        int index = at + (Long.numberOfTrailingZeros(candidates) >>> 3);
        byte candidate = buffer[index];
        if (candidate == '\n') {
          return end(index, found);
        }
        if (candidate == '"' && found < MOST_QUOTES) {
          quotes[found++] = index;
        }
        candidates &= candidates - 1;
      }
    }
    for (; at < to && buffer[at] != '\n'; at++) {
      if (buffer[at] == '"' && found < MOST_QUOTES) {
        quotes[found++] = at;
      }
    }
    return end(at, found);
  }

  private int end(int at, int found) {
    quotesFound = found;
    lineEnd = at;
    return at;
  }

  /** 0x80 in every byte that is zero. */
  private static long zeroBytes(long word) {
    return ~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS);
  }

  /** True when the line found last is certainly of the format; then the fields can be asked. */
  public boolean match(byte[] buffer, int from) {
    if (quotesFound != quotesExpected || !startsWith(buffer, from, lineEnd, literals[0])) {
      return false;
    }
    int nextQuote = quotesIn[0];
    int position = from + literals[0].length;
    for (int i = 0; i < fields.length; i++) {
      byte[] behind = literals[i + 1];
      int end;
      if (i + 1 == fields.length) {
        end = lineEnd - behind.length;
      } else if (behind[0] == '"') {
        end = quotes[nextQuote];
      } else {
        end = position;
        while (end < lineEnd && buffer[end] != behind[0]) {
          end++;
        }
      }
      if (end < position
          || !startsWith(buffer, end, lineEnd, behind)
          || !fits(buffer, i, position, end)) {
        return false;
      }
      nextQuote += quotesIn[i + 1];
      bounds[2 * i] = position;
      bounds[2 * i + 1] = end;
      position = end + behind.length;
    }
    return position == lineEnd;
  }

  private boolean fits(byte[] buffer, int index, int from, int to) {
    if (quoted[index]) {
      return true;
    }
    if (from == to || buffer[from] == '"') {
      return false;
    }
    if (numeric[index]) {
      return (to - from == 1 && buffer[from] == '-') || digits(buffer, from, to);
    }
    if (index + 1 < fields.length) {
      return true;
    }
    for (int i = from; i < to; i++) {
      if (buffer[i] == ' ' || buffer[i] == '"') {
        return false;
      }
    }
    return true;
  }

  private static boolean digits(byte[] buffer, int from, int to) {
    for (int i = from; i < to; i++) {
      if (buffer[i] < '0' || buffer[i] > '9') {
        return false;
      }
    }
    return to - from <= 18;
  }

  private static int countQuotes(byte[] literal) {
    int count = 0;
    for (byte b : literal) {
      if (b == '"') {
        count++;
      }
    }
    return count;
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
    int day = buffer[from + 8] << 8 | buffer[from + 9];
    if (date != cachedDate || day != cachedDay) {
      Instant midnight = midnight(buffer, from);
      if (midnight == null) {
        return -1;
      }
      cachedDate = date;
      cachedDay = day;
      cachedMillis = midnight.toEpochMilli();
    }
    if (buffer[from + 10] != 'T'
        || buffer[from + 13] != ':'
        || buffer[from + 16] != ':'
        || buffer[from + 19] != '.'
        || buffer[from + 23] != 'Z'
        || !digits(buffer, from + 11, from + 13)
        || !digits(buffer, from + 14, from + 16)
        || !digits(buffer, from + 17, from + 19)
        || !digits(buffer, from + 20, from + 23)) {
      return -1;
    }
    int hour = two(buffer, from + 11);
    int minute = two(buffer, from + 14);
    int second = two(buffer, from + 17);
    int thousandths = two(buffer, from + 20) * 10 + buffer[from + 22] - '0';
    if (hour > 23 || minute > 59 || second > 59) {
      return -1;
    }
    return cachedMillis + ((hour * 60L + minute) * 60 + second) * 1000 + thousandths;
  }

  private static @Nullable Instant midnight(byte[] buffer, int from) {
    String date = new String(buffer, from, 10, StandardCharsets.ISO_8859_1);
    return UtcTime.parse(date + "T00:00:00Z");
  }

  private static int two(byte[] buffer, int at) {
    return (buffer[at] - '0') * 10 + buffer[at + 1] - '0';
  }
}
