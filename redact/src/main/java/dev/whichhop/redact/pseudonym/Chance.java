package dev.whichhop.redact.pseudonym;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What looks like chance to whoever has not the key, and is always the same with it. */
final class Chance {
  private static final String FUNCTION = "HmacSHA256";

  private final Mac mac;

  /**
   * @param key 32 bytes
   */
  Chance(byte[] key) {
    try {
      mac = Mac.getInstance(FUNCTION);
      mac.init(new SecretKeySpec(key, FUNCTION));
    } catch (GeneralSecurityException missing) {
      // Every Java platform has to have it (javax.crypto.Mac).
      throw new IllegalStateException(missing);
    }
  }

  /** 32 bytes for this text. */
  byte[] bytes(String text) {
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}
