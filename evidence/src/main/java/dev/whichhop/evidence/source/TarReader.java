package dev.whichhop.evidence.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar entry by entry: v7, ustar, pax ({@code path}, {@code linkpath}, {@code size}) and GNU
 * long names. Formats: POSIX.1-2017 {@code pax}, "ustar Interchange Format", and GNU tar's manual,
 * "Basic Tar Format".
 *
 * <p>Our own, because the JDK has none and the rest of a compression library is not needed: the
 * evidence is text, and every archive is hostile until proven otherwise, so less is better.
 */
final class TarReader {
  static final int BLOCK = 512;

  /** Names and pax headers; anything longer is an attack or damage. */
  private static final int LONGEST_HEADER = 1 << 20;

  enum Type {
    FILE,
    LINK,
    FOLDER,
    /** Devices, pipes, GNU sparse files. */
    OTHER
  }

  /**
   * @param target of links: seen from the archive's root for hard links, from the link's folder for
   *     symbolic ones
   */
  record Entry(String name, Type type, long size, String target, boolean hardLink) {}

  private final InputStream in;
  private long unreadOfEntry;
  private int padding;

  TarReader(InputStream in) {
    this.in = in;
  }

  /** True when the block is a tar header with a right check sum. */
  static boolean isHeader(byte[] block) {
    if (block[0] == 0) {
      return false;
    }
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : block[i] & 0xff;
    }
    return sum == number(block, 148, 8);
  }

  /**
   * The next entry, or null at the end.
   *
   * @throws IOException when the archive is damaged or ends early
   */
  @Nullable Entry next() throws IOException {
    in.skipNBytes(unreadOfEntry + padding);
    unreadOfEntry = 0;
    padding = 0;
    Map<String, String> extended = new HashMap<>();
    while (true) {
      byte[] header = in.readNBytes(BLOCK);
      if (header.length == 0 || (header.length == BLOCK && allZero(header))) {
        return null;
      }
      if (header.length < BLOCK) {
        throw new EOFException("the tar ends early");
      }
      if (!isHeader(header)) {
        throw new IOException("damaged: a tar header with a wrong check sum");
      }
      long size = number(header, 124, 12);
      if (size < 0) {
        throw new IOException("damaged: a tar entry with a negative size");
      }
      char type = (char) (header[156] & 0xff);
      switch (type) {
        case 'x' -> pax(longHeader(size), extended);
        case 'g' -> longHeader(size);
        case 'L' -> extended.put("path", text(longHeader(size)));
        case 'K' -> extended.put("linkpath", text(longHeader(size)));
        default -> {
          return entry(header, type, size, extended);
        }
      }
    }
  }

  /**
   * The content of the entry that {@link #next} returned; valid until the next one is asked for.
   */
  InputStream content() {
    return new EntryInputStream();
  }

  private Entry entry(byte[] header, char type, long size, Map<String, String> extended)
      throws IOException {
    String name = text(Arrays.copyOfRange(header, 0, 100));
    boolean ustar = header[257] == 'u' && header[258] == 's' && header[262] == 0;
    String prefix = ustar ? text(Arrays.copyOfRange(header, 345, 500)) : "";
    name = extended.getOrDefault("path", prefix.isEmpty() ? name : prefix + "/" + name);
    String target = extended.getOrDefault("linkpath", text(Arrays.copyOfRange(header, 157, 257)));
    String paxSize = extended.get("size");
    if (paxSize != null) {
      size = parsedSize(paxSize);
    }
    Type kind =
        switch (type) {
          case '0', '\0', '7' -> name.endsWith("/") ? Type.FOLDER : Type.FILE;
          case '1', '2' -> Type.LINK;
          case '5' -> Type.FOLDER;
          default -> Type.OTHER;
        };
    if (kind == Type.LINK) {
      size = 0;
    }
    if (type == 'S') {
      skipSparseMap(header);
    }
    unreadOfEntry = size;
    padding = (int) (-size & (BLOCK - 1));
    return new Entry(name, kind, size, target, type == '1');
  }

  private static long parsedSize(String text) throws IOException {
    try {
      long size = Long.parseLong(text);
      if (size >= 0) {
        return size;
      }
    } catch (NumberFormatException notANumber) {
      // Reported below, together with negative ones.
    }
    throw new IOException("damaged: a pax size that is no number");
  }

  /** GNU sparse: further blocks of the map follow while the flag at their end is set. */
  private void skipSparseMap(byte[] header) throws IOException {
    boolean more = header[482] != 0;
    while (more) {
      byte[] map = in.readNBytes(BLOCK);
      more = map.length == BLOCK && map[504] != 0;
    }
  }

  private byte[] longHeader(long size) throws IOException {
    if (size > LONGEST_HEADER) {
      throw new IOException("damaged: a tar header of " + size + " bytes");
    }
    byte[] bytes = in.readNBytes((int) size);
    in.skipNBytes(-size & (BLOCK - 1));
    return bytes;
  }

  /** Records of {@code LENGTH KEY=VALUE\n}. */
  private static void pax(byte[] records, Map<String, String> into) throws IOException {
    int at = 0;
    while (at < records.length) {
      int length = 0;
      int digit = at;
      while (digit < records.length && records[digit] >= '0' && records[digit] <= '9') {
        length = Math.min(LONGEST_HEADER + 1, length * 10 + records[digit] - '0');
        digit++;
      }
      if (digit >= records.length
          || records[digit] != ' '
          || length <= digit - at + 1
          || length > records.length - at) {
        throw new IOException("damaged: a pax header with a wrong length");
      }
      String record =
          new String(records, digit + 1, at + length - digit - 2, StandardCharsets.UTF_8);
      int equals = record.indexOf('=');
      if (equals > 0) {
        into.put(record.substring(0, equals), record.substring(equals + 1));
      }
      at += length;
    }
  }

  private static String text(byte[] field) {
    int length = 0;
    while (length < field.length && field[length] != 0) {
      length++;
    }
    return new String(field, 0, length, StandardCharsets.UTF_8);
  }

  /** Octal, or GNU's base 256 when the first bit is set; -1 when neither. */
  private static long number(byte[] block, int offset, int length) {
    long value = 0;
    if ((block[offset] & 0x80) != 0) {
      for (int i = offset + length - 8; i < offset + length; i++) {
        value = (value << 8) | (block[i] & 0xff);
      }
      return length == 12 ? value : -1;
    }
    for (int i = offset; i < offset + length; i++) {
      byte digit = block[i];
      if (digit >= '0' && digit <= '7') {
        value = (value << 3) | (digit - '0');
      } else if (digit != ' ' && digit != 0) {
        return -1;
      }
    }
    return value;
  }

  private static boolean allZero(byte[] block) {
    for (byte one : block) {
      if (one != 0) {
        return false;
      }
    }
    return true;
  }

  private final class EntryInputStream extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (unreadOfEntry == 0) {
        return length == 0 ? 0 : -1;
      }
      int count = in.read(buffer, offset, (int) Math.min(length, unreadOfEntry));
      if (count < 0) {
        throw new EOFException("the tar ends early");
      }
      unreadOfEntry -= count;
      return count;
    }
  }
}
