package dev.whichhop.evidence.source;

import java.nio.charset.StandardCharsets;

/**
 * What the first bytes of a file say that it is. Names are not looked at: {@code .gz} files that a
 * browser already unpacked are common, and so are archives without any ending.
 */
enum FileMagic {
  GZIP(""),
  ZIP(""),
  TAR(""),
  TEXT(""),
  /** The reason is what a user can do about it. */
  ZSTD("compressed with zstd; unpack it first (zstd -d)"),
  XZ("compressed with xz; unpack it first (xz -d)"),
  BZIP2("compressed with bzip2; unpack it first (bzip2 -d)"),
  SEVEN_ZIP("a 7z archive; unpack it first"),
  RAR("a rar archive; unpack it first"),
  CAPTURE("a packet capture; print it with tcpdump -nn -tttt -r FILE > FILE.txt"),
  PARQUET("a Parquet file"),
  PDF("a PDF; give its text"),
  IMAGE("an image; give its text");

  /** Bytes of the beginning that are needed: one tar header. */
  static final int LENGTH = TarReader.BLOCK;

  private final String reason;

  FileMagic(String reason) {
    this.reason = reason;
  }

  /** Why a file of this kind is not read; empty for those that are. */
  String reason() {
    return reason;
  }

  static FileMagic of(byte[] head, int length) {
    if (starts(head, length, 0x1f, 0x8b, 8)) {
      return GZIP;
    }
    if (starts(head, length, 'P', 'K', 3, 4) || starts(head, length, 'P', 'K', 5, 6)) {
      return ZIP;
    }
    if (length >= TarReader.BLOCK && TarReader.isHeader(head)) {
      return TAR;
    }
    if (starts(head, length, 0x28, 0xb5, 0x2f, 0xfd)) {
      return ZSTD;
    }
    if (starts(head, length, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      return XZ;
    }
    if (starts(head, length, 'B', 'Z', 'h') && length > 9 && head[4] == '1' && head[5] == 'A') {
      return BZIP2;
    }
    if (starts(head, length, '7', 'z', 0xbc, 0xaf)) {
      return SEVEN_ZIP;
    }
    if (starts(head, length, 'R', 'a', 'r', '!', 0x1a)) {
      return RAR;
    }
    if (starts(head, length, 0xd4, 0xc3, 0xb2, 0xa1)
        || starts(head, length, 0xa1, 0xb2, 0xc3, 0xd4)
        || starts(head, length, 0x4d, 0x3c, 0xb2, 0xa1)
        || starts(head, length, 0x0a, 0x0d, 0x0d, 0x0a)) {
      return CAPTURE;
    }
    if (startsWith(head, length, "PAR1")) {
      return PARQUET;
    }
    if (startsWith(head, length, "%PDF-")) {
      return PDF;
    }
    if (starts(head, length, 0x89, 'P', 'N', 'G')
        || starts(head, length, 0xff, 0xd8, 0xff)
        || startsWith(head, length, "GIF8")) {
      return IMAGE;
    }
    return TEXT;
  }

  private static boolean startsWith(byte[] head, int length, String literal) {
    byte[] bytes = literal.getBytes(StandardCharsets.US_ASCII);
    return length >= bytes.length
        && java.util.Arrays.equals(head, 0, bytes.length, bytes, 0, bytes.length);
  }

  private static boolean starts(byte[] head, int length, int... magic) {
    if (length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
