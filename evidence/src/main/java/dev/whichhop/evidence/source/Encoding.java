package dev.whichhop.evidence.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How the bytes of a text stand for characters, guessed from the bytes: a PowerShell redirection
 * writes UTF-16, a Chinese Windows GBK (of which GB18030 is the superset that the JDK reads).
 */
enum Encoding {
  UTF_8(StandardCharsets.UTF_8),
  UTF_16LE(StandardCharsets.UTF_16LE),
  UTF_16BE(StandardCharsets.UTF_16BE),
  GB18030(Charset.forName("GB18030")),
  LATIN_1(StandardCharsets.ISO_8859_1);

  private final Charset charset;

  Encoding(Charset charset) {
    this.charset = charset;
  }

  Charset charset() {
    return charset;
  }

  boolean isUtf16() {
    return this == UTF_16LE || this == UTF_16BE;
  }

  /**
   * The encoding of a text that begins with these bytes; null when they are no text.
   *
   * @param cut true when the text goes on, so that its last character may be incomplete
   */
  static @Nullable Encoding of(byte[] bytes, int length, boolean cut) {
    Encoding marked = ofByteOrderMark(bytes, length);
    if (marked != null) {
      return marked;
    }
    Encoding wide = withoutMark(bytes, length);
    if (wide != null) {
      return wide;
    }
    Encoding narrow = narrow(bytes, length, cut);
    return isBinary(bytes, length, narrow == LATIN_1) ? null : narrow;
  }

  /** Bytes of the byte order mark at the beginning; 0 without one. */
  static int markLength(byte[] bytes, int length) {
    Encoding marked = ofByteOrderMark(bytes, length);
    return marked == null ? 0 : marked.isUtf16() ? 2 : 3;
  }

  private static @Nullable Encoding ofByteOrderMark(byte[] bytes, int length) {
    if (length >= 2 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe) {
      return UTF_16LE;
    }
    if (length >= 2 && bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff) {
      return UTF_16BE;
    }
    boolean utf8 =
        length >= 3
            && bytes[0] == (byte) 0xef
            && bytes[1] == (byte) 0xbb
            && bytes[2] == (byte) 0xbf;
    return utf8 ? UTF_8 : null;
  }

  /** Every second byte of Latin text in UTF-16 is zero, and no other. */
  private static @Nullable Encoding withoutMark(byte[] bytes, int length) {
    int[] zeros = new int[2];
    for (int i = 0; i < length; i++) {
      if (bytes[i] == 0) {
        zeros[i & 1]++;
      }
    }
    int pairs = length / 2;
    if (pairs < 4) {
      return null;
    }
    if (zeros[1] * 4 > pairs && zeros[0] * 50 < zeros[1]) {
      return UTF_16LE;
    }
    return zeros[0] * 4 > pairs && zeros[1] * 50 < zeros[0] ? UTF_16BE : null;
  }

  /** One of the encodings in which a line feed is the byte 10 and nothing else. */
  static Encoding narrow(byte[] bytes, int length, boolean cut) {
    if (isUtf8(bytes, length, cut)) {
      return UTF_8;
    }
    return isGbk(bytes, length, cut) ? GB18030 : LATIN_1;
  }

  private static boolean isUtf8(byte[] bytes, int length, boolean cut) {
    int i = 0;
    int wrong = 0;
    int right = 0;
    while (i < length) {
      int first = bytes[i++];
      if (first >= 0) {
        continue;
      }
      int more =
          (first & 0xe0) == 0xc0 ? 1 : (first & 0xf0) == 0xe0 ? 2 : (first & 0xf8) == 0xf0 ? 3 : 0;
      int seen = 0;
      while (seen < more && i < length && (bytes[i] & 0xc0) == 0x80) {
        seen++;
        i++;
      }
      if (more > 0 && seen == more) {
        right++;
      } else if (!(cut && i >= length && more > 0)) {
        wrong++;
      }
    }
    // A few damaged characters do not make a text anything else.
    return wrong * 20 <= right;
  }

  /**
   * Mostly pairs of the common rows of GB 2312 (punctuation A1–A3, the 6,763 characters B0–F7),
   * hardly anything that is no pair at all.
   */
  private static boolean isGbk(byte[] bytes, int length, boolean cut) {
    int common = 0;
    int rare = 0;
    int wrong = 0;
    int i = 0;
    while (i < length) {
      int lead = bytes[i++] & 0xff;
      if (lead < 0x80 || (i == length && cut)) {
        continue;
      }
      int trail = i < length ? bytes[i] & 0xff : 0;
      if (lead == 0x80 || lead == 0xff || trail < 0x40 || trail == 0x7f || trail == 0xff) {
        wrong++;
        continue;
      }
      i++;
      boolean row = (lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xf7);
      if (row && trail >= 0xa1) {
        common++;
      } else {
        rare++;
      }
    }
    return common > 0 && common > rare * 2 && wrong * 20 <= common;
  }

  /** At least one byte in a hundred is zero, or one in ten another control character. */
  private static boolean isBinary(byte[] bytes, int length, boolean highControls) {
    int zeros = 0;
    int controls = 0;
    for (int i = 0; i < length; i++) {
      int one = bytes[i] & 0xff;
      if (one == 0) {
        zeros++;
      } else if (one == 0x7f
          || (one < 0x20 && one != '\t' && one != '\n' && one != '\r' && one != '\f' && one != 0x1b)
          || (highControls && one >= 0x80 && one < 0xa0)) {
        controls++;
      }
    }
    return zeros * 100 > length || controls * 10 > length;
  }
}
