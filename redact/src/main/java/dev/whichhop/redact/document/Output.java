package dev.whichhop.redact.document;

import dev.whichhop.redact.find.SecretKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * Where redacted text goes. While it is not known whether an object is a Secret, because tools sort
 * its {@code data} before its {@code kind}, both of its readings are kept.
 */
final class Output {
  /** Characters; the API server takes no Secret above 1 MiB, which is less than 2 in base64. */
  private static final int MOST_HELD = 4 << 20;

  private final StringBuilder out = new StringBuilder();
  private final StringBuilder asSecret = new StringBuilder();
  private final Map<SecretKind, Long> counts = new EnumMap<>(SecretKind.class);
  private final Map<SecretKind, Long> secretCounts = new EnumMap<>(SecretKind.class);
  private boolean held;
  private BooleanSupplier secretIfUnsaid = () -> true;
  private int heldFrom;

  /**
   * Keeps both readings from here on.
   *
   * @param secretIfUnsaid what holds where nothing says what the object is
   */
  void hold(BooleanSupplier secretIfUnsaid) {
    if (!held) {
      this.secretIfUnsaid = secretIfUnsaid;
      held = true;
      heldFrom = out.length();
      secretCounts.putAll(counts);
    }
  }

  boolean isHeld() {
    return held;
  }

  /** Ends the holding: nothing ever said what it is, or it takes too long. */
  void giveUp() {
    if (held) {
      decide(secretIfUnsaid.getAsBoolean());
    }
  }

  /** Ends the holding. */
  void decide(boolean secret) {
    if (!held) {
      return;
    }
    held = false;
    if (secret) {
      out.setLength(heldFrom);
      out.append(asSecret);
      counts.clear();
      counts.putAll(secretCounts);
    }
    asSecret.setLength(0);
    secretCounts.clear();
  }

  void append(String text) {
    append(text, text);
  }

  /**
   * @param ifSecret what stands there if the object turns out to be a Secret
   */
  void append(String text, String ifSecret) {
    out.append(text);
    if (held) {
      asSecret.append(ifSecret);
      if (asSecret.length() > MOST_HELD || out.length() - heldFrom > MOST_HELD) {
        giveUp();
      }
    }
  }

  void count(SecretKind kind) {
    counts.merge(kind, 1L, Long::sum);
    if (held) {
      secretCounts.merge(kind, 1L, Long::sum);
    }
  }

  /** Something that goes anyway, and as data of a Secret if the object turns out to be one. */
  void countUnlessSecret(SecretKind kind) {
    counts.merge(kind, 1L, Long::sum);
  }

  /** Something that goes only if the object turns out to be a Secret. */
  void countIfSecret() {
    if (held) {
      secretCounts.merge(SecretKind.SECRET_DATA, 1L, Long::sum);
    }
  }

  /** Takes what is decided; empty while something is held. */
  String take(BiConsumer<SecretKind, Long> counted) {
    if (held) {
      return "";
    }
    counts.forEach(counted);
    counts.clear();
    String text = out.toString();
    out.setLength(0);
    return text;
  }
}
