package dev.whichhop.redact.find;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** Runs of base64 in a text, and what is in them. */
final class EncodedRuns {
  /** Characters; what is shorter holds no key together with its value. */
  private static final int SHORTEST = 20;

  /** From here on a run is tried from its second to fourth character too: a path stands before. */
  private static final int LONG = 40;

  private static final int LARGEST_UNPACKED = 1 << 20;

  private EncodedRuns() {}

  /**
   * Shows each run that holds a secret.
   *
   * @param isSecret for text that was encoded
   */
  static void find(String text, Predicate<String> isSecret, Consumer<Span> found) {
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && isBase64(text.charAt(i))) {
        start = start < 0 ? i : start;
      } else if (start >= 0) {
        if (i - start >= SHORTEST) {
          run(text, start, i, isSecret, found);
        }
        start = -1;
      }
    }
  }

  private static boolean isBase64(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/'
        || c == '-'
        || c == '_';
  }

  private static void run(
      String text, int start, int end, Predicate<String> isSecret, Consumer<Span> found) {
    int shifts = end - start < LONG ? 1 : 4;
    for (int shift = 0; shift < shifts; shift++) {
      byte[] head = decoded(text, start + shift, Math.min(end, start + shift + 16));
      boolean key = isPrivateKey(head);
      boolean packed = head.length > 3 && head[0] == 0x1f && head[1] == (byte) 0x8b && head[2] == 8;
      if (key
          || (packed && isSecret.test(unpacked(decoded(text, start + shift, end))))
          || ((shift > 0 || isText(head)) && isSecret.test(latin(text, start + shift, end)))) {
        int padded = end;
        while (padded < text.length() && text.charAt(padded) == '=') {
          padded++;
        }
        found.accept(
            new Span(start + shift, padded, key ? SecretKind.PRIVATE_KEY : SecretKind.TOKEN));
        return;
      }
    }
  }

  private static String latin(String text, int from, int to) {
    return new String(decoded(text, from, to), StandardCharsets.ISO_8859_1);
  }

  /** As far as it goes: a run may be cut anywhere. */
  private static byte[] decoded(String text, int from, int to) {
    int length = (to - from) % 4 == 1 ? to - from - 1 : to - from;
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      char c = text.charAt(from + i);
      bytes[i] = (byte) (c == '-' ? '+' : c == '_' ? '/' : c);
    }
    return Base64.getDecoder().decode(bytes);
  }

  private static boolean isText(byte[] head) {
    int printable = 0;
    for (byte one : head) {
      if ((one >= 0x20 && one < 0x7f) || one == '\n' || one == '\t' || one == '\r') {
        printable++;
      }
    }
    return printable * 10 >= head.length * 8;
  }

  /**
   * DER of PKCS #1, PKCS #8, SEC 1 or PKCS #12: a sequence that begins with a small version number
   * (RFC 8017 A.1.2, RFC 5208 5, RFC 5915 3, RFC 7292 4); certificates begin with a sequence.
   */
  private static boolean isPrivateKey(byte[] head) {
    if (head.length < 9 || head[0] != 0x30) {
      return false;
    }
    int first = head[1] & 0xff;
    int content = first < 0x80 ? 2 : 2 + (first & 0x7f);
    return first != 0x80
        && content + 4 <= head.length
        && head[content] == 2
        && head[content + 1] == 1
        && head[content + 2] >= 0
        && head[content + 2] <= 3
        && Arrays.asList((byte) 0x02, (byte) 0x04, (byte) 0x30).contains(head[content + 3]);
  }

  private static String unpacked(byte[] packed) {
    byte[] bytes = new byte[LARGEST_UNPACKED];
    int length = 0;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      for (int count = 0; count >= 0 && length < bytes.length; ) {
        length += count;
        count = in.read(bytes, length, bytes.length - length);
      }
    } catch (IOException cut) {
      // What could be unpacked is looked at.
    }
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }
}
