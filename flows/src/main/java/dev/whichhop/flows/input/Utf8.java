package dev.whichhop.flows.input;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Texts as bytes. */
public final class Utf8 {
  private Utf8() {}

  /** The bytes of a text; those that are no UTF-8 are replaced as {@code String} replaces them. */
  public static byte[] valid(byte[] text) {
    for (byte one : text) {
      if (one < 0) {
        return new String(text, UTF_8).getBytes(UTF_8);
      }
    }
    return text;
  }
}
