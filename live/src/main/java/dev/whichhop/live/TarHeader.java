package dev.whichhop.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What stands before a regular file in a tar archive: a header of POSIX.1-1988 (ustar), and before
 * it, where the name is too long for that, a header of POSIX.1-2001 (pax) with the name. No owner
 * and no time: they would tell who collected, and the same files would not give the same archive.
 */
final class TarHeader {
  static final int BLOCK = 512;

  private static final int LONGEST_NAME = 100;
  private static final int MODE_AT = 100;
  private static final int SIZE_AT = 124;
  private static final int CHECKSUM_AT = 148;
  private static final int MAGIC_AT = 257;

  private TarHeader() {}

  /**
   * @param name with slashes
   * @param size bytes, below 8 GiB (eleven octal digits)
   * @throws IOException when the size does not fit
   */
  static byte[] of(String name, long size) throws IOException {
    if (size >= 1L << 33) {
      throw new IOException("a file that does not fit into a tar archive: " + name);
    }
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= LONGEST_NAME) {
      return block(bytes, size, '0');
    }
    ByteArrayOutputStream headers = new ByteArrayOutputStream();
    byte[] record = record(" path=" + name + "\n");
    headers.write(block("pax".getBytes(StandardCharsets.US_ASCII), record.length, 'x'));
    headers.write(record);
    headers.write(new byte[padding(record.length)]);
    headers.write(block(java.util.Arrays.copyOf(bytes, LONGEST_NAME), size, '0'));
    return headers.toByteArray();
  }

  /** A record begins with its own length in decimal digits, these counted too. */
  private static byte[] record(String rest) {
    int length = rest.getBytes(StandardCharsets.UTF_8).length;
    int whole = length + 1;
    while (whole != length + String.valueOf(whole).length()) {
      whole++;
    }
    return (whole + rest).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] block(byte[] name, long size, char type) {
    byte[] header = new byte[BLOCK];
    System.arraycopy(name, 0, header, 0, name.length);
    put(header, MODE_AT, "0000600\0" + "0000000\0" + "0000000\0");
    put(header, SIZE_AT, String.format("%011o\0", size) + "00000000000\0" + "        " + type);
    put(header, MAGIC_AT, "ustar\0" + "00");
    int sum = 0;
    for (byte one : header) {
      sum += one & 0xff;
    }
    put(header, CHECKSUM_AT, String.format("%06o\0 ", sum));
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  /** Zeros behind so many bytes, up to the next block. */
  static int padding(long size) {
    return (int) ((BLOCK - size % BLOCK) % BLOCK);
  }
}
