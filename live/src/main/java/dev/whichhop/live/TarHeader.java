package dev.whichhop.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The header of one regular file in a tar archive, as POSIX.1-1988 (ustar) has it. No owner and no
 * time: they would tell who collected, and the same files would not give the same archive.
 */
final class TarHeader {
  static final int BLOCK = 512;

  private static final int NAME = 100;
  private static final int PREFIX_AT = 345;
  private static final int PREFIX = 155;
  private static final int SIZE_AT = 124;
  private static final int CHECKSUM_AT = 148;

  private TarHeader() {}

  /**
   * @param name with slashes; at most 255 bytes, cut at a slash into 155 and 100
   * @param size bytes, below 8 GiB (eleven octal digits)
   * @throws IOException when the name or the size does not fit
   */
  static byte[] of(String name, long size) throws IOException {
    byte[] header = new byte[BLOCK];
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    int cut = 0;
    if (bytes.length > NAME) {
      cut = bytes.length - NAME - 1;
      while (cut < bytes.length && bytes[cut] != '/') {
        cut++;
      }
      if (cut > PREFIX || cut >= bytes.length - 1) {
        throw new IOException("a name that does not fit into a tar archive: " + name);
      }
      System.arraycopy(bytes, 0, header, PREFIX_AT, cut);
      bytes = Arrays.copyOfRange(bytes, cut + 1, bytes.length);
    }
    System.arraycopy(bytes, 0, header, 0, bytes.length);
    if (size >= 1L << 33) {
      throw new IOException("a file that does not fit into a tar archive: " + name);
    }
    put(header, NAME, "0000600\0" + "0000000\0" + "0000000\0");
    put(header, SIZE_AT, String.format("%011o\0", size) + "00000000000\0" + "        " + "0");
    put(header, 257, "ustar\0" + "00");
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

  /** Zeros behind a file of this size, up to the next block. */
  static int padding(long size) {
    return (int) ((BLOCK - size % BLOCK) % BLOCK);
  }
}
