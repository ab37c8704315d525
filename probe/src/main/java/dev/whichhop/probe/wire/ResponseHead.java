package dev.whichhop.probe.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What status line and headers say about where the answer ends, read from their bytes without
 * making a string of each: at 100,000 answers a second those strings would be most of the work.
 */
final class ResponseHead {
  private static final byte[] CONTENT_LENGTH = lower("content-length:");
  private static final byte[] TRANSFER_ENCODING = lower("transfer-encoding:");
  private static final byte[] CONNECTION = lower("connection:");
  static final long NONE = -1;

  private final byte[] bytes;
  private final int end;
  final int status;
  private final boolean oldVersion;
  private boolean close;
  private boolean keepAlive;
  private boolean chunked;
  private long length = NONE;

  private ResponseHead(byte[] bytes, int start, int end) throws Ended {
    this.bytes = bytes;
    this.end = end;
    this.oldVersion = bytes[start + 7] == '0';
    this.status = status(start);
    int at = lineEnd(start);
    while (at < end) {
      int next = lineEnd(at);
      header(at, next);
      at = next;
    }
  }

  /**
   * Reads the head that stands between two places.
   *
   * @throws Ended when it is no HTTP/1 or contradicts itself
   */
  static ResponseHead parse(byte[] bytes, int start, int end) throws Ended {
    return new ResponseHead(bytes, start, end);
  }

  private int status(int start) throws Ended {
    // HTTP/1.1 200: the blank is the ninth byte.
    int value = 0;
    for (int i = start + 9; i < start + 12; i++) {
      if (i >= end || bytes[i] < '0' || bytes[i] > '9') {
        throw new Ended(new Ending.NotHttp(Ending.Foreign.OTHER));
      }
      value = value * 10 + bytes[i] - '0';
    }
    return value;
  }

  private void header(int start, int next) throws Ended {
    switch (bytes[start] | 0x20) {
      case 'c' -> {
        if (names(start, next, CONTENT_LENGTH)) {
          length(start + CONTENT_LENGTH.length, next);
        } else if (names(start, next, CONNECTION)) {
          close |= holds(start + CONNECTION.length, next, "close");
          keepAlive |= holds(start + CONNECTION.length, next, "keep-alive");
        }
      }
      case 't' -> {
        if (names(start, next, TRANSFER_ENCODING)) {
          chunked |= holds(start + TRANSFER_ENCODING.length, next, "chunked");
        }
      }
      default -> {
        // Says nothing about the framing.
      }
    }
  }

  /** RFC 9112, 6.3: two lengths that differ, or one that is no number, cannot be believed. */
  private void length(int start, int next) throws Ended {
    String text = new String(bytes, start, next - start, StandardCharsets.ISO_8859_1).strip();
    long value;
    try {
      value = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new Ended(new Ending.BadFraming(Phase.HEADERS));
    }
    if (value < 0 || (length != NONE && length != value)) {
      throw new Ended(new Ending.BadFraming(Phase.HEADERS));
    }
    length = value;
  }

  private boolean names(int start, int next, byte[] name) {
    if (next - start < name.length) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      int lower =
          bytes[start + i] >= 'A' && bytes[start + i] <= 'Z'
              ? bytes[start + i] | 0x20
              : bytes[start + i];
      if (lower != name[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean holds(int start, int next, String word) {
    return new String(bytes, start, next - start, StandardCharsets.ISO_8859_1)
        .toLowerCase(Locale.ROOT)
        .contains(word);
  }

  private int lineEnd(int start) {
    int at = start;
    while (at < end && bytes[at] != '\n') {
      at++;
    }
    return Math.min(end, at + 1);
  }

  boolean interim() {
    return status / 100 == 1 && status != 101;
  }

  boolean chunked() {
    return chunked;
  }

  /** Content-Length; {@link #NONE} when there is none. */
  long length() {
    return length;
  }

  /** RFC 9112, 6.3: no body follows these, whatever the headers say. */
  boolean bodiless(boolean askedForHead) {
    return askedForHead || status / 100 == 1 || status == 204 || status == 304;
  }

  boolean closes() {
    return close || (oldVersion && !keepAlive);
  }

  private static byte[] lower(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
